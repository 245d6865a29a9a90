package org.gradus.lecture.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gradus.core.file.AtomicFile;
import org.gradus.core.json.Json;
import org.gradus.core.text.TextTable;
import org.gradus.datasets.location.DataHome;
import org.gradus.datasets.location.DownloadProgress;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.listener.TextProgress;

/** What an experiment runs in: its options, its folder of results, and the console. */
public final class Lab {
  private final Options options;
  private final Path folder;
  private final PrintWriter out;
  private final DataHome data;
  private final List<Claim> claims = new ArrayList<>();
  private final List<String> figures = new ArrayList<>();

  private Lab(Options options, Path folder, PrintWriter out, DataHome data) {
    this.options = options;
    this.folder = folder;
    this.out = out;
    this.data = data;
  }

  /**
   * Returns the lab of an experiment, with its folder of results ready to be written to.
   *
   * @param downloads is told how far those are
   * @throws UnusableFolderException if it cannot be
   */
  static Lab open(
      Experiment experiment, Options options, PrintWriter out, DownloadProgress downloads) {
    Path folder = options.out().resolve(experiment.name());
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "writable", null));
    } catch (IOException e) {
      throw new UnusableFolderException(folder, e);
    }
    return new Lab(options, folder, out, DataHome.standard().withProgress(downloads));
  }

  /** Returns the seed that all random numbers are to follow from. */
  public long seed() {
    return options.seed();
  }

  /** Returns whether a shortened form is asked for, which takes seconds. */
  public boolean quick() {
    return options.quick();
  }

  /**
   * Returns whether the published settings are asked for where the full form is scaled down because
   * they take hours.
   */
  public boolean published() {
    return options.published();
  }

  /** Returns a file in the folder of results. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** Returns where data sets are, with a progress bar for what has to be downloaded. */
  public DataHome data() {
    return data;
  }

  /** Prints a line. */
  public void print(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }

  /** Prints a table, or something else of several lines, after an empty line. */
  public void show(Object table) {
    print("%n%s", table.toString().stripTrailing());
  }

  /** Shows a progress bar until it is closed, if somebody is looking. */
  public TextProgress progress(String task, long steps) {
    return TextProgress.onConsole(System.err, task, steps);
  }

  /**
   * Saves a figure as a picture.
   *
   * @param name of the file, ending in {@code .png}
   * @throws UncheckedIOException if it cannot be written
   */
  public void figure(String name, Figure figure) {
    figure.write(file(name));
    figures.add(name);
  }

  /** Makes a claim; if it does not hold, the experiment fails, after it has run to its end. */
  public void claim(Claim claim) {
    claims.add(claim);
  }

  /**
   * Prints the claims and writes {@code results.json}.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  Results conclude(Experiment experiment, double seconds) {
    Results results =
        new Results(
            experiment.name(),
            experiment.title(),
            seed(),
            quick(),
            claims,
            figures,
            Math.rint(seconds * 1e3) / 1e3,
            Environment.current());
    TextTable table =
        new TextTable("claim", "measured", "reference", "tolerance", "holds", "source");
    for (Claim claim : claims) {
      table.row(
          claim.name(),
          Numbers.text(claim.measured()),
          Numbers.text(claim.reference()),
          Numbers.text(claim.tolerance()),
          claim.holds() ? "yes" : "NO",
          claim.source());
    }
    show(table);
    Path file = folder.resolve(Results.FILE);
    AtomicFile.replace(file, (Json.plain().pretty().write(results) + "\n").getBytes(UTF_8));
    print("%n%.1f s; results are in %s", seconds, folder);
    return results;
  }
}
