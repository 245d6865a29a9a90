package org.gradus.optimizers.listener;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradus.core.plugin.Settings;
import org.gradus.layers.module.Module;
import org.gradus.optimizers.training.EpochReport;
import org.gradus.optimizers.training.History;
import org.gradus.optimizers.training.StepReport;
import org.gradus.optimizers.training.TrainingListener;

/**
 * Writes a table as comma-separated values (RFC 4180): a row for every epoch, or for steps, below a
 * row of headings. Numbers have all their digits; those that are not finite are {@code NaN}, {@code
 * Infinity} and {@code -Infinity}.
 *
 * <p>A training that begins writes the file anew; one that is resumed goes on behind the rows of
 * the steps that it does not repeat. A file that is no such table is left alone, and an error.
 */
public final class CsvFile implements TrainingListener {
  private static final List<String> OF_EPOCHS = List.of("epoch", "step", "rate", "seconds");
  private static final List<String> OF_STEPS =
      List.of("epoch", "batch", "step", "examples", "loss", "rate");

  private final RowFile file;
  private final int every;

  private CsvFile(Path path, List<String> headings, int every) {
    this.file = new RowFile(path, new Table(headings));
    this.every = every;
  }

  /** Creates a file of epochs, with a column for everything that is measured. */
  public static CsvFile ofEpochs(Path path) {
    return new CsvFile(path, OF_EPOCHS, 0);
  }

  /**
   * Creates a file of steps.
   *
   * @param every how many steps there are from row to row, at least 1
   * @throws IllegalArgumentException if the number is below 1
   */
  public static CsvFile ofSteps(Path path, int every) {
    Settings.requireSize("csv file", "number of steps", every);
    return new CsvFile(path, OF_STEPS, every);
  }

  /** A table that begins with some columns. */
  private record Table(List<String> headings) implements RowFile.Format {
    @Override
    public String name() {
      return "csv file";
    }

    @Override
    public long step(String line, int number) {
      List<String> cells = Stream.of(line.split(",", -1)).toList();
      int step = headings.indexOf("step");
      if (cells.size() < headings.size()) {
        throw new IllegalArgumentException("too few cells");
      }
      if (number > 1) {
        return Long.parseLong(cells.get(step));
      }
      if (!cells.subList(0, headings.size()).equals(headings)) {
        throw new IllegalArgumentException("other headings");
      }
      return 0;
    }
  }

  /**
   * Drops the rows of later steps.
   *
   * @throws IllegalArgumentException if the file is no such table
   * @throws java.io.UncheckedIOException if it cannot be read or written
   */
  @Override
  public void started(Module model, History history, int epochs, long step) {
    file.resumeAfter(step);
  }

  /**
   * Writes the row of a step, if one is due.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  @Override
  public void stepped(StepReport step) {
    if (every > 0 && step.step() % every == 0) {
      write(
          OF_STEPS,
          List.of(
              String.valueOf(step.epoch()),
              String.valueOf(step.batch()),
              String.valueOf(step.step()),
              String.valueOf(step.examples()),
              String.valueOf(step.loss()),
              String.valueOf(step.learningRates().get(0))));
    }
  }

  /**
   * Writes the row of an epoch, if this is a file of epochs.
   *
   * @throws IllegalArgumentException if the file has other columns
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  @Override
  public void epochEnded(EpochReport epoch) {
    if (every == 0) {
      List<String> headings = new ArrayList<>(OF_EPOCHS);
      headings.addAll(epoch.measures().keySet());
      List<String> row = new ArrayList<>();
      row.add(String.valueOf(epoch.epoch()));
      row.add(String.valueOf(epoch.steps()));
      row.add(String.valueOf(epoch.learningRate()));
      row.add(String.valueOf(epoch.seconds()));
      epoch.measures().values().forEach(value -> row.add(String.valueOf(value)));
      write(headings, row);
    }
  }

  private void write(List<String> headings, List<String> cells) {
    String first = headings.stream().map(CsvFile::quoted).collect(Collectors.joining(","));
    String row = String.join(",", cells);
    if (file.isEmpty()) {
      file.append(first, row);
      return;
    }
    String found = file.firstLine();
    if (!found.equals(first)) {
      throw new IllegalArgumentException(
          "[csv file] the measures are others than those of the file: expected the columns %s, got %s. Hint: name another file."
              .formatted(found, first));
    }
    file.append(row);
  }

  private static String quoted(String name) {
    boolean plain = name.indexOf(',') < 0 && name.indexOf('"') < 0;
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
