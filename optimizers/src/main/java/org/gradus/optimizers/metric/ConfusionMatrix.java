package org.gradus.optimizers.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.text.TextTable;

/**
 * How often each class was taken for each other.
 *
 * <pre>{@code
 * Tally tally = new Tally(new Recall());
 * // tally.add(prediction, target), batch by batch
 * System.out.print(ConfusionMatrix.of(tally).report());
 * }</pre>
 *
 * <p>Precision, recall and F-score are 0 where they would be 0/0, as scikit-learn has them.
 */
public final class ConfusionMatrix {
  private static final int DIGITS = 4;

  private final List<String> names;
  private final long[][] counts;

  private ConfusionMatrix(List<String> names, long[][] counts) {
    this.names = names;
    this.counts = counts;
  }

  /**
   * Returns the matrix of counts.
   *
   * @param counts [actual][predicted], square, none negative
   * @throws IllegalArgumentException if they are not
   */
  public static ConfusionMatrix of(long[][] counts) {
    for (long[] row : counts) {
      if (row.length != counts.length || Arrays.stream(row).anyMatch(n -> n < 0)) {
        throw new IllegalArgumentException(
            "[confusion matrix] these are no counts: expected as many columns as rows, which are %s, and none negative, got the row %s."
                .formatted(counts.length, Arrays.toString(row)));
      }
    }
    List<String> numbers = IntStream.range(0, counts.length).mapToObj(String::valueOf).toList();
    return new ConfusionMatrix(
        numbers, Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new));
  }

  /**
   * Returns the matrix of a batch.
   *
   * @throws org.gradus.core.tensor.ShapeException if the shapes do not fit
   * @throws org.gradus.core.tensor.DTypeException if the types do not fit
   * @throws IndexOutOfBoundsException if a target is none of the classes
   */
  public static ConfusionMatrix of(Decision decision, Tensor prediction, Tensor target) {
    return ofSums(
        Autograd.noGrad(
            () -> ConfusionMetric.counts("confusion matrix", decision, prediction, target)));
  }

  /**
   * Returns the matrix of everything that a tally has counted for a {@link ConfusionMetric}.
   *
   * @throws IllegalArgumentException if its metric is another one
   */
  public static ConfusionMatrix of(Tally tally) {
    if (!(tally.metric() instanceof ConfusionMetric)) {
      throw new IllegalArgumentException(
          "[confusion matrix] the metric does not count confusions: expected a ConfusionMetric, got %s."
              .formatted(tally.metric().name()));
    }
    return ofSums(tally.sums());
  }

  /** Returns the matrix of rows one after the other. */
  static ConfusionMatrix ofSums(double[] sums) {
    int classes = (int) Math.round(Math.sqrt(sums.length));
    long[][] counts = new long[classes][classes];
    for (int i = 0; i < sums.length; i++) {
      counts[i / classes][i % classes] = (long) sums[i];
    }
    return of(counts);
  }

  /**
   * Returns this matrix with names of the classes, for its tables.
   *
   * @throws IllegalArgumentException if there are not as many as classes
   */
  public ConfusionMatrix withNames(List<String> newNames) {
    if (newNames.size() != classes()) {
      throw new IllegalArgumentException(
          "[confusion matrix] every class needs a name: expected %s names, got %s."
              .formatted(classes(), newNames.size()));
    }
    return new ConfusionMatrix(List.copyOf(newNames), counts);
  }

  /** Returns the number of classes. */
  public int classes() {
    return counts.length;
  }

  /**
   * Returns how often a class was taken for another one, or for itself.
   *
   * @throws IndexOutOfBoundsException if there is no such class
   */
  public long count(int actual, int predicted) {
    return counts[actual][predicted];
  }

  /** Returns the number of everything counted. */
  public long total() {
    return IntStream.range(0, classes()).mapToLong(this::actual).sum();
  }

  /**
   * Returns how often a class occurred: its support.
   *
   * @throws IndexOutOfBoundsException if there is no such class
   */
  public long actual(int label) {
    return Arrays.stream(counts[label]).sum();
  }

  /**
   * Returns how often was decided for a class.
   *
   * @throws IndexOutOfBoundsException if there is no such class
   */
  public long predicted(int label) {
    return Arrays.stream(counts).mapToLong(row -> row[label]).sum();
  }

  /** Returns how often the decision was right. */
  public long right() {
    return IntStream.range(0, classes()).mapToLong(label -> counts[label][label]).sum();
  }

  /** Returns the share of right decisions; NaN if nothing was counted. */
  public double accuracy() {
    return (double) right() / total();
  }

  /**
   * Returns the share of right ones of those decided for a class; 0 if there are none.
   *
   * @throws IndexOutOfBoundsException if there is no such class
   */
  public double precision(int label) {
    return Averaging.ofClass(label).of(this, ClassScore.precision());
  }

  /**
   * Returns the share of a class that was decided for; 0 if it did not occur.
   *
   * @throws IndexOutOfBoundsException if there is no such class
   */
  public double recall(int label) {
    return Averaging.ofClass(label).of(this, ClassScore.recall());
  }

  /**
   * Returns the harmonic mean of a class's precision and recall; 0 if it neither occurred nor was
   * decided for.
   *
   * @throws IndexOutOfBoundsException if there is no such class
   */
  public double f1(int label) {
    return Averaging.ofClass(label).of(this, ClassScore.fBeta(1));
  }

  /**
   * Returns the counts as a table: a row for each actual class, a column for each predicted one.
   */
  @Override
  public String toString() {
    String[] headings = new String[classes() + 1];
    headings[0] = "actual \\ predicted";
    for (int label = 0; label < classes(); label++) {
      headings[label + 1] = names.get(label);
    }
    TextTable table = new TextTable(headings);
    for (int label = 0; label < classes(); label++) {
      String[] cells = new String[classes() + 1];
      cells[0] = names.get(label);
      for (int other = 0; other < classes(); other++) {
        cells[other + 1] = String.valueOf(counts[label][other]);
      }
      table.row(cells);
    }
    return table.toString();
  }

  /**
   * Returns precision, recall, F₁ and support of every class and their averages, as a table that
   * ends with the accuracy.
   */
  public String report() {
    TextTable table = new TextTable("class", "precision", "recall", "f1", "support");
    for (int label = 0; label < classes(); label++) {
      addRow(table, names.get(label), Averaging.ofClass(label), actual(label));
    }
    addRow(table, "macro average", Averaging.macro(), total());
    addRow(table, "weighted average", Averaging.weighted(), total());
    table.row("accuracy", "", "", number(accuracy()), String.valueOf(total()));
    return table.toString();
  }

  private void addRow(TextTable table, String name, Averaging averaging, long support) {
    table.row(
        name,
        number(averaging.of(this, ClassScore.precision())),
        number(averaging.of(this, ClassScore.recall())),
        number(averaging.of(this, ClassScore.fBeta(1))),
        String.valueOf(support));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%." + DIGITS + "f", value);
  }
}
