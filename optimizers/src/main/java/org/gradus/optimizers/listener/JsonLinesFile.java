package org.gradus.optimizers.listener;

import java.nio.file.Path;
import java.util.Map;
import org.gradus.core.json.Json;
import org.gradus.core.plugin.Settings;
import org.gradus.layers.module.Module;
import org.gradus.optimizers.training.EpochReport;
import org.gradus.optimizers.training.History;
import org.gradus.optimizers.training.StepReport;
import org.gradus.optimizers.training.TrainingListener;

/**
 * Writes a JSON object on a line for every epoch, and if asked for steps:
 *
 * <pre>{@code
 * {"type":"step","epoch":1,"batch":10,"step":10,"examples":100,"loss":2.1,"rate":0.1}
 * {"type":"epoch","epoch":1,"step":40,"rate":0.1,"seconds":0.5,"measures":{"loss":1.9}}
 * }</pre>
 *
 * <p>Numbers that are not finite are the strings {@code "nan"}, {@code "inf"} and {@code "-inf"}. A
 * training that begins writes the file anew; one that is resumed goes on behind the lines of the
 * steps that it does not repeat. A file of something else is left alone, and an error.
 */
public final class JsonLinesFile implements TrainingListener {
  private static final Json JSON = Json.plain();
  private static final String STEP = "step";
  private static final String EPOCH = "epoch";

  private final Path path;
  private final RowFile file;
  private final int every;

  private JsonLinesFile(Path path, int every) {
    this.path = path;
    this.file = new RowFile(path, new Lines());
    this.every = every;
  }

  /** Creates a file of epochs. */
  public static JsonLinesFile of(Path path) {
    return new JsonLinesFile(path, 0);
  }

  /**
   * Returns this file with lines of steps besides.
   *
   * @param steps how many there are from line to line, at least 1
   * @throws IllegalArgumentException if the number is below 1
   */
  public JsonLinesFile withStepsEvery(int steps) {
    Settings.requireSize("json lines file", "number of steps", steps);
    return new JsonLinesFile(path, steps);
  }

  /** The line of a step. */
  private record Step(
      String type, int epoch, int batch, long step, int examples, double loss, double rate) {}

  /** The line of an epoch. */
  private record Epoch(
      String type,
      int epoch,
      long step,
      double rate,
      double seconds,
      Map<String, Double> measures) {}

  /** What lines there are. */
  private record Lines() implements RowFile.Format {
    @Override
    public String name() {
      return "json lines file";
    }

    @Override
    public long step(String line, int number) {
      return line.startsWith("{\"type\":\"" + STEP + '"')
          ? JSON.read(line, Step.class).step()
          : JSON.read(line, Epoch.class).step();
    }
  }

  /**
   * Drops the lines of later steps.
   *
   * @throws IllegalArgumentException if the file is one of something else
   * @throws java.io.UncheckedIOException if it cannot be read or written
   */
  @Override
  public void started(Module model, History history, int epochs, long step) {
    file.resumeAfter(step);
  }

  /**
   * Writes the line of a step, if one is due.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  @Override
  public void stepped(StepReport step) {
    if (every > 0 && step.step() % every == 0) {
      file.append(
          JSON.write(
              new Step(
                  STEP,
                  step.epoch(),
                  step.batch(),
                  step.step(),
                  step.examples(),
                  step.loss(),
                  step.learningRates().get(0))));
    }
  }

  /**
   * Writes the line of an epoch.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  @Override
  public void epochEnded(EpochReport epoch) {
    file.append(
        JSON.write(
            new Epoch(
                EPOCH,
                epoch.epoch(),
                epoch.steps(),
                epoch.learningRate(),
                epoch.seconds(),
                epoch.measures())));
  }
}
