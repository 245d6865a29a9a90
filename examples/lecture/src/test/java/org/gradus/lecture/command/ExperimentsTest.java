package org.gradus.lecture.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.gradus.core.compute.Compute;
import org.gradus.core.json.Json;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentRun;
import org.gradus.lecture.experiment.Options;
import org.gradus.lecture.experiment.Outcome;
import org.gradus.lecture.experiment.Results;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every experiment in its quick form, or in full by {@code -Dgradus.lecture.full=true}, and
 * requires its claims to hold. One whose data are not there, on a machine without {@code
 * GRADUS_DATA}, is reported as skipped.
 */
class ExperimentsTest {
  private static final boolean FULL = Boolean.getBoolean("gradus.lecture.full");
  private static final String DATA = "GRADUS_DATA";

  @TempDir Path folder;

  static Stream<String> names() {
    return all().map(Experiment::name);
  }

  private static Stream<Experiment> all() {
    return Experiments.chapters().stream().flatMap(chapter -> chapter.experiments().stream());
  }

  private static Experiment named(String name) {
    return all().filter(e -> e.name().equals(name)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("names")
  void claimsHoldAndPicturesAreThere(String name) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Options options = new Options(!FULL, false, 1, folder, Compute.threads());
    ExperimentRun.Ending ending =
        new ExperimentRun(named(name), options, new PrintWriter(out), new PrintWriter(err)).run();
    if (ending.outcome() == Outcome.UNUSABLE && System.getenv(DATA) == null) {
      abort(DATA + " is not set: " + err);
    }

    assertEquals(Outcome.HOLDS, ending.outcome(), () -> out + "\n" + err);
    Path results = folder.resolve(name).resolve(Results.FILE);
    Results written = Json.plain().read(Files.readString(results), Results.class);
    assertFalse(written.claims().isEmpty());
    assertFalse(written.figures().isEmpty());
    for (String figure : written.figures()) {
      assertTrue(ImageIO.read(folder.resolve(name).resolve(figure).toFile()).getWidth() >= 800);
    }
  }
}
