package org.gradus.lecture.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.gradus.core.json.Json;
import org.gradus.lecture.experiment.Chapter;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Environment;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.experiment.Results;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {
  @TempDir private Path folder;

  private void write(String name, Results results) throws IOException {
    Path run = Files.createDirectories(folder.resolve(name));
    Files.writeString(run.resolve(Results.FILE), Json.plain().write(results));
  }

  private void picture(String run, String name, Color color) throws IOException {
    BufferedImage image = new BufferedImage(1600, 800, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(0, 0, 1600, 800);
    graphics.dispose();
    Path file = Files.createDirectories(folder.resolve(run)).resolve(name);
    ImageIO.write(image, "png", file.toFile());
  }

  private static Results results(String name, List<Claim> claims, List<String> figures) {
    return new Results(
        name,
        "What <" + name + "> shows",
        7,
        true,
        claims,
        figures,
        1.5,
        new Environment("17.0.1", "vector", 2, 2, "Linux amd64"));
  }

  private Path written() throws IOException {
    picture("first", "curve.png", Color.BLUE);
    write(
        "first",
        results(
            "first",
            List.of(
                Claim.equal("error & loss (%)", 37.1, 37.2, "Prince 2023", 1.5),
                Claim.equal("a sum", 5, 4, "arithmetic", 0)),
            List.of("curve.png")));
    picture("second", "wide.png", Color.RED);
    write("second", results("second", List.of(), List.of("wide.png")));
    return report(folder).write();
  }

  private static Report report(Path folder) {
    Chapter chapter = new Chapter("A <chapter>", List.of(new Named("absent"), new Named("second")));
    return Report.of(folder, List.of(new Chapter("Empty", List.of()), chapter));
  }

  private record Named(String name) implements Experiment {
    @Override
    public String title() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void run(Lab lab) {
      throw new UnsupportedOperationException();
    }
  }

  /** What is in no chapter is at the end. */
  @Test
  void aPageIsInTheOrderOfTheChapters() throws IOException {
    String page = Files.readString(written());

    assertTrue(
        Pattern.compile(
                "<nav>\\s*<p>A &lt;chapter&gt;</p>.*#second.*<p>Others</p>.*#first.*</nav>\\s*"
                    + "<h2>A &lt;chapter&gt;</h2>\\s*<section id=\"second\">.*"
                    + "<h2>Others</h2>\\s*<section id=\"first\">",
                Pattern.DOTALL)
            .matcher(page)
            .find(),
        page);
    assertFalse(page.contains("Empty"), page);
  }

  @Test
  void aPageHasClaimsAndPicturesAndNeedsNothingElse() throws IOException {
    String page = Files.readString(written());

    assertTrue(page.contains("<p>Experiments: 2. Claims that hold: 1 of 2.</p>"), page);
    assertTrue(page.contains("What &lt;first&gt; shows"), page);
    assertTrue(page.contains("<span>error &amp; loss (%)</span>"), page);
    assertTrue(
        page.contains("<td data-label=\"measured\" class=\"number\"><span>37.1</span>"), page);
    assertTrue(page.contains("src=\"data:image/png;base64,iVBORw0KGgo"), page);
    assertTrue(
        page.contains(
            "first, in its quick form; seed 7; 1.5 s; Java 17.0.1, vector kernels, 2 threads, 2"
                + " processors, Linux amd64"),
        page);
    assertFalse(page.contains("http"), page);
    assertFalse(page.contains("<script"), page);
  }

  /** Asks a browser, which is told by a script that is added what to look for. */
  @ParameterizedTest
  @ValueSource(ints = {390, 1200})
  void aBrowserShowsItAtEveryWidth(int width) throws Exception {
    Path browser =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .flatMap(
                name ->
                    Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(directory -> Path.of(directory, name)))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseGet(() -> abort("there is no browser"));
    String script =
        """
        <script>
        const pictures = [...document.images].filter(i => i.complete && i.naturalWidth > 0).length;
        const fits = document.documentElement.scrollWidth <= window.innerWidth;
        const small = [...document.querySelectorAll('p, td, li, h1, h2, h3')]
            .filter(e => parseFloat(getComputedStyle(e).fontSize) < 14).length;
        document.title = `pictures ${pictures}, fits ${fits}, small texts ${small}`;
        </script>
        </body>
        """;
    Path page = folder.resolve("with-script.html");
    Files.writeString(page, Files.readString(written()).replace("</body>", script));
    Path dom = folder.resolve("dom.html");
    Path log = folder.resolve("log.txt");
    int exit =
        new ProcessBuilder(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=" + width + ",900",
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start()
            .waitFor();

    assertEquals(0, exit, () -> "see " + log);
    assertTrue(
        Files.readString(dom).contains("<title>pictures 2, fits true, small texts 0</title>"),
        Files.readString(dom));
    assertFalse(Files.readString(log).contains("CONSOLE"), Files.readString(log));
  }

  @Test
  void resultsThatCannotBeReadAreAProblemAndNoMore() throws IOException {
    written();
    Files.createDirectories(folder.resolve("third"));
    Files.writeString(folder.resolve("third").resolve(Results.FILE), "{");
    Report report = report(folder);

    assertEquals(1, report.problems().size());
    assertTrue(
        report
            .problems()
            .get(0)
            .startsWith("[report] the results cannot be used: expected those of"),
        report.problems().get(0));
    assertTrue(Files.readString(report.write()).contains("Experiments: 2."));
  }

  @Test
  void aPictureThatIsNotThereIsAProblemAndNoMore() throws IOException {
    written();
    Path picture = folder.resolve("first").resolve("curve.png");
    Files.delete(picture);
    Report report = report(folder);

    assertEquals(
        List.of(
            "[report] a picture cannot be read: expected %s, got java.nio.file.NoSuchFileException: %s."
                .formatted(picture, picture)),
        report.problems());
    String page = Files.readString(report.write());
    assertTrue(page.contains("Experiments: 2."), page);
    assertTrue(page.contains("alt=\"wide.png\""), page);
    assertFalse(page.contains("alt=\"curve.png\""), page);
  }

  @Test
  void aFolderThatIsNotThereHasNoResults() {
    assertTrue(report(folder.resolve("none")).isEmpty());
  }
}
