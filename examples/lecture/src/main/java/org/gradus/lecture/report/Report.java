package org.gradus.lecture.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gradus.core.json.Json;
import org.gradus.core.json.JsonBindingException;
import org.gradus.lecture.experiment.Results;

/**
 * The results of all runs in a folder, as one HTML page that needs nothing else.
 *
 * <p>A folder with results that cannot be read is a problem, and does not keep the others from
 * being reported.
 */
public final class Report {
  private static final long MOST_BYTES = 64 << 20;

  private final Path folder;
  private final Map<Path, Results> runs;
  private final List<String> problems;

  private Report(Path folder, Map<Path, Results> runs, List<String> problems) {
    this.folder = folder;
    this.runs = runs;
    this.problems = problems;
  }

  /**
   * Reads the results in the folders of a folder.
   *
   * @throws UncheckedIOException if the folder cannot be listed
   */
  public static Report of(Path folder) {
    Map<Path, Results> runs = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (Path run : runsIn(folder)) {
      Path file = run.resolve(Results.FILE);
      try {
        runs.put(run, Json.plain().read(Files.readString(file), Results.class));
      } catch (IOException | JsonBindingException e) {
        problems.add(
            "[report] the results cannot be used: expected those of an experiment, got %s In %s."
                .formatted(e.getMessage(), file));
      }
    }
    return new Report(folder, runs, problems);
  }

  private static List<Path> runsIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(entry -> Files.exists(entry.resolve(Results.FILE))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "[report] the folder cannot be read: expected folders of results, got %s. In %s."
              .formatted(e, folder),
          e);
    }
  }

  /** Returns whether there are no results. */
  public boolean isEmpty() {
    return runs.isEmpty();
  }

  /** Returns what could not be used. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /**
   * Writes the page into the folder.
   *
   * @return the file
   * @throws UncheckedIOException if a picture cannot be read, or the page not be written
   */
  public Path write() {
    Path file = folder.resolve("report.html");
    StringBuilder sections = new StringBuilder();
    runs.forEach((run, results) -> sections.append(Page.section(results, pictures(run, results))));
    try {
      Files.writeString(file, Page.of(List.copyOf(runs.values()), sections.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "[report] the page cannot be written to %s: %s".formatted(file, e), e);
    }
    return file;
  }

  private static Map<String, byte[]> pictures(Path run, Results results) {
    Map<String, byte[]> pictures = new LinkedHashMap<>();
    for (String name : results.figures()) {
      Path file = run.resolve(name).normalize();
      try {
        if (!file.startsWith(run.normalize()) || Files.size(file) > MOST_BYTES) {
          throw new IOException("it is outside the folder, or larger than 64 MiB");
        }
        pictures.put(name, Files.readAllBytes(file));
      } catch (IOException e) {
        throw new UncheckedIOException(
            "[report] a picture cannot be read: expected %s, got %s".formatted(file, e), e);
      }
    }
    return pictures;
  }
}
