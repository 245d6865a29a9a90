package org.gradus.lecture.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ListMultimap;
import com.google.common.collect.Multimaps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gradus.core.file.AtomicFile;
import org.gradus.core.json.Json;
import org.gradus.core.json.JsonBindingException;
import org.gradus.lecture.experiment.Chapter;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.Results;

/**
 * The results of all runs in a folder, as one HTML page that needs nothing else.
 *
 * <p>Results or a picture that cannot be read are a problem, and do not keep the others from being
 * reported.
 */
public final class Report {
  private static final long MOST_BYTES = 64 << 20;

  private final Path folder;
  private final List<Part> parts;
  private final List<String> problems;

  private Report(Path folder, List<Part> parts, List<String> problems) {
    this.folder = folder;
    this.parts = parts;
    this.problems = problems;
  }

  /** What there is of a run: its results, and its pictures by name. */
  record Run(Results results, Map<String, byte[]> pictures) {}

  /** The runs of a chapter. */
  record Part(String title, List<Run> runs) {}

  /**
   * Reads the results in the folders of a folder.
   *
   * @param chapters the order of the page; what belongs to none of them is at its end
   * @throws UncheckedIOException if the folder cannot be listed
   */
  public static Report of(Path folder, List<Chapter> chapters) {
    List<Run> runs = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Path run : runsIn(folder)) {
      Path file = run.resolve(Results.FILE);
      try {
        Results results = Json.plain().read(Files.readString(file), Results.class);
        runs.add(new Run(results, pictures(run, results, problems)));
      } catch (IOException | JsonBindingException e) {
        problems.add(
            "[report] the results cannot be used: expected those of an experiment, got %s In %s."
                .formatted(e.getMessage(), file));
      }
    }
    return new Report(folder, parts(runs, chapters), problems);
  }

  private static List<Part> parts(List<Run> runs, List<Chapter> chapters) {
    ListMultimap<String, Run> left =
        Multimaps.newListMultimap(new LinkedHashMap<>(), ArrayList::new);
    runs.forEach(run -> left.put(run.results.experiment(), run));
    List<Part> parts = new ArrayList<>();
    for (Chapter chapter : chapters) {
      Stream<String> names = chapter.experiments().stream().map(Experiment::name);
      parts.add(
          new Part(chapter.title(), names.flatMap(name -> left.removeAll(name).stream()).toList()));
    }
    parts.add(new Part("Others", List.copyOf(left.values())));
    return parts.stream().filter(part -> !part.runs.isEmpty()).toList();
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
    return parts.isEmpty();
  }

  /** Returns what could not be used. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /**
   * Writes the page into the folder.
   *
   * @return the file
   * @throws UncheckedIOException if it cannot be written
   */
  public Path write() {
    Path file = folder.resolve("report.html");
    AtomicFile.replace(file, Page.of(parts).getBytes(UTF_8));
    return file;
  }

  private static Map<String, byte[]> pictures(Path run, Results results, List<String> problems) {
    Map<String, byte[]> pictures = new LinkedHashMap<>();
    for (String name : results.figures()) {
      Path file = run.resolve(name).normalize();
      try {
        if (!file.startsWith(run.normalize()) || Files.size(file) > MOST_BYTES) {
          throw new IOException("it is outside the folder, or larger than 64 MiB");
        }
        pictures.put(name, Files.readAllBytes(file));
      } catch (IOException e) {
        problems.add("[report] a picture cannot be read: expected %s, got %s.".formatted(file, e));
      }
    }
    return pictures;
  }
}
