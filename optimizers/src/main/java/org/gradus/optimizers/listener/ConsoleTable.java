package org.gradus.optimizers.listener;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.gradus.layers.module.Module;
import org.gradus.optimizers.training.EpochReport;
import org.gradus.optimizers.training.History;
import org.gradus.optimizers.training.TrainingListener;

/**
 * Prints a row of a table after every epoch: its number, the learning rate, how long it took, and
 * all that was measured; and a line below it if steps were left out.
 *
 * <pre>{@code
 * new ConsoleTable(System.out::println)
 * }</pre>
 */
public final class ConsoleTable implements TrainingListener {
  private static final int WIDTH = 10;
  private static final String GAP = "  ";

  private final Consumer<String> lines;
  private List<String> headings = List.of();
  private int skipped;
  private String problem = "";

  /**
   * Creates the listener.
   *
   * @param lines takes each line, without its end
   */
  public ConsoleTable(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void started(Module model, History history, int epochs, long step) {
    headings = List.of();
    skipped = 0;
    if (step > 0) {
      lines.accept(
          "Going on after %s of %s epochs (step %s)."
              .formatted(history.epochs().size(), epochs, step));
    }
  }

  @Override
  public void skipped(int epoch, int batch, long step, String reason) {
    skipped++;
    problem = reason;
  }

  @Override
  public void epochEnded(EpochReport epoch) {
    List<String> names = new ArrayList<>(List.of("epoch", "rate", "seconds"));
    names.addAll(epoch.measures().keySet());
    if (!names.equals(headings)) {
      headings = names;
      lines.accept(row(names));
    }
    List<String> cells = new ArrayList<>();
    cells.add(String.valueOf(epoch.epoch()));
    cells.add(number(epoch.learningRate()));
    cells.add(String.format(Locale.ROOT, "%.1f", epoch.seconds()));
    epoch.measures().values().forEach(value -> cells.add(number(value)));
    lines.accept(row(cells));
    if (skipped > 0) {
      String steps = skipped == 1 ? "a step" : skipped + " steps";
      lines.accept("Left out %s: expected %s.".formatted(steps, problem));
      skipped = 0;
    }
  }

  @Override
  public void ended(History history, String reason) {
    lines.accept("Ended after %s epochs: %s.".formatted(history.epochs().size(), reason));
  }

  private String row(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      int width = i == 0 ? headings.get(0).length() : Math.max(WIDTH, headings.get(i).length());
      line.append(i == 0 ? "" : GAP);
      line.append(" ".repeat(Math.max(0, width - cells.get(i).length()))).append(cells.get(i));
    }
    return line.toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
