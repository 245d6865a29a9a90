package org.gradus.lecture.report;

import com.google.common.html.HtmlEscapers;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Environment;
import org.gradus.lecture.experiment.Numbers;
import org.gradus.lecture.experiment.Results;

/** The HTML of a report. Nothing in it comes from elsewhere, and nothing runs. */
final class Page {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Gradus: the lecture's experiments</title>
      <link rel="icon" href="data:,">
      <style>
      :root { color-scheme: light; }
      body { font: 16px/1.5 system-ui, sans-serif; color: #222; margin: 0 auto; max-width: 72rem;
             padding: 1rem; overflow-wrap: anywhere; }
      h1, h2, h3 { line-height: 1.2; text-wrap: balance; }
      h2 { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid #ccc; }
      h3 { margin-top: 2.5rem; }
      nav p { font-weight: 700; margin: 1rem 0 0; }
      nav ul { margin: 0; }
      figure { margin: 1rem 0; }
      img { display: block; max-width: 100%; height: auto; margin: 0 auto; }
      table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
      th, td { text-align: left; vertical-align: top; padding: .35rem .6rem;
               border-bottom: 1px solid #ddd; }
      td.number, th.number { text-align: right; white-space: nowrap; }
      .no { color: #b00020; font-weight: 700; }
      .yes { color: #00684a; }
      .small { color: #555; font-size: .875rem; }
      @media (max-width: 40rem) {
        thead { display: none; }
        tr { display: block; padding: .6rem 0; border-bottom: 1px solid #ddd; }
        td, td.number { display: flex; justify-content: space-between; gap: 1rem; border: 0;
                        padding: .1rem 0; text-align: right; white-space: normal; }
        td::before { content: attr(data-label); color: #555; text-align: left; flex: none; }
        /* Panels side by side are read by scrolling, not by a magnifying glass. */
        figure { overflow-x: auto; }
        img { max-width: none; width: 46rem; }
      }
      @media print {
        body { max-width: none; padding: 0; font-size: 10pt; }
        h2, h3, img, tr { break-inside: avoid; }
        h2, h3 { break-after: avoid; }
      }
      </style>
      </head>
      <body>
      """;

  private Page() {}

  /** Returns the whole page. */
  static String of(List<Report.Part> parts) {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("<h1>The lecture's experiments</h1>\n");
    List<Results> runs =
        parts.stream().flatMap(part -> part.runs().stream()).map(Report.Run::results).toList();
    long held = runs.stream().flatMap(r -> r.claims().stream()).filter(Claim::holds).count();
    long claims = runs.stream().mapToLong(r -> r.claims().size()).sum();
    page.append(
        "<p>Experiments: %s. Claims that hold: %s of %s.</p>\n"
            .formatted(runs.size(), held, claims));
    page.append("<nav>\n");
    parts.forEach(part -> page.append(contents(part)));
    page.append("</nav>\n");
    for (Report.Part part : parts) {
      page.append("<h2>%s</h2>\n".formatted(escaped(part.title())));
      part.runs().forEach(run -> page.append(section(run.results(), run.pictures())));
    }
    return page.append("</body>\n</html>\n").toString();
  }

  private static String contents(Report.Part part) {
    StringBuilder contents = new StringBuilder();
    contents.append("<p>%s</p>\n<ul>\n".formatted(escaped(part.title())));
    for (Report.Run each : part.runs()) {
      Results run = each.results();
      contents.append(
          "<li><a href=\"#%1$s\">%1$s</a>: %2$s%3$s</li>\n"
              .formatted(
                  escaped(run.experiment()),
                  escaped(run.title()),
                  run.hold() ? "" : " <span class=\"no\">(a claim does not hold)</span>"));
    }
    return contents.append("</ul>\n").toString();
  }

  private static String section(Results run, Map<String, byte[]> pictures) {
    StringBuilder section = new StringBuilder();
    section.append(
        "<section id=\"%1$s\">\n<h3>%2$s</h3>\n"
            .formatted(escaped(run.experiment()), escaped(run.title())));
    pictures.forEach(
        (name, bytes) ->
            section.append(
                "<figure><img alt=\"%s\" src=\"data:image/png;base64,%s\"></figure>\n"
                    .formatted(escaped(name), Base64.getEncoder().encodeToString(bytes))));
    section.append(
        """
        <table>
        <thead><tr><th>claim</th><th class="number">measured</th><th class="number">reference</th>\
        <th class="number">tolerance</th><th>holds</th><th>source</th></tr></thead>
        <tbody>
        """);
    run.claims().forEach(claim -> section.append(row(claim)));
    section.append("</tbody>\n</table>\n");
    Environment environment = run.environment();
    section.append(
        String.format(
            Locale.ROOT,
            "<p class=\"small\">%s%s; seed %d; %.1f s; Java %s, %s kernels, %d threads, %d processors,"
                + " %s</p>\n</section>\n",
            escaped(run.experiment()),
            run.quick() ? ", in its quick form" : "",
            run.seed(),
            run.seconds(),
            escaped(environment.java()),
            escaped(environment.kernels()),
            environment.threads(),
            environment.processors(),
            escaped(environment.system())));
    return section.toString();
  }

  private static String row(Claim claim) {
    return "<tr>"
        + cell("claim", "", claim.name())
        + cell("measured", "number", Numbers.text(claim.measured()))
        + cell("reference", "number", Numbers.text(claim.reference()))
        + cell("tolerance", "number", Numbers.text(claim.tolerance()))
        + cell("holds", claim.holds() ? "yes" : "no", claim.holds() ? "yes" : "NO")
        + cell("source", "", claim.source())
        + "</tr>\n";
  }

  private static String cell(String label, String style, String text) {
    String css = style.isEmpty() ? "" : " class=\"" + style + "\"";
    return "<td data-label=\"%s\"%s><span>%s</span></td>".formatted(label, css, escaped(text));
  }

  private static String escaped(String text) {
    return HtmlEscapers.htmlEscaper().escape(text);
  }
}
