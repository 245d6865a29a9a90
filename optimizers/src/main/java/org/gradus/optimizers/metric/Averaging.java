package org.gradus.optimizers.metric;

import org.gradus.core.plugin.Settings;

/** How the scores of the classes become one number. */
public final class Averaging {
  private static final Averaging MACRO = new Averaging("macro-%s", Averaging::macroOf);
  private static final Averaging MICRO = new Averaging("micro-%s", Averaging::microOf);
  private static final Averaging WEIGHTED = new Averaging("weighted-%s", Averaging::weightedOf);

  private final String name;
  private final Rule rule;

  /** Puts the scores together. */
  @FunctionalInterface
  private interface Rule {
    double of(ConfusionMatrix matrix, ClassScore score);
  }

  private Averaging(String name, Rule rule) {
    this.name = name;
    this.rule = rule;
  }

  /**
   * Returns the mean of the classes' scores, every class alike. Classes that neither occurred nor
   * were decided for are left out.
   */
  public static Averaging macro() {
    return MACRO;
  }

  /**
   * Returns the score of the sums over all classes; where every element has one class, precision,
   * recall and F₁ are all the accuracy.
   */
  public static Averaging micro() {
    return MICRO;
  }

  /** Returns the mean of the classes' scores, weighted by how often each class occurred. */
  public static Averaging weighted() {
    return WEIGHTED;
  }

  /**
   * Returns the score of one class alone, such as that of class 1 in binary decisions.
   *
   * @throws IllegalArgumentException if the class is negative
   */
  public static Averaging ofClass(int label) {
    Settings.require(label >= 0, "averaging", "class", "at least 0", label);
    return new Averaging("%s-of-class-" + label, (matrix, score) -> scoreOf(matrix, score, label));
  }

  /** Returns the name of a metric that is averaged so. */
  String nameOf(String score) {
    return name.formatted(score);
  }

  /**
   * Returns the average; NaN if nothing was counted.
   *
   * @throws IndexOutOfBoundsException if it is of a class that there is not
   */
  public double of(ConfusionMatrix matrix, ClassScore score) {
    return matrix.total() == 0 ? Double.NaN : rule.of(matrix, score);
  }

  private static double scoreOf(ConfusionMatrix matrix, ClassScore score, int label) {
    if (label >= matrix.classes()) {
      throw new IndexOutOfBoundsException(
          "[averaging] there is no such class: expected 0 to %s, got %s."
              .formatted(matrix.classes() - 1, label));
    }
    double found = matrix.count(label, label);
    return score.of(found, matrix.predicted(label) - found, matrix.actual(label) - found);
  }

  private static double macroOf(ConfusionMatrix matrix, ClassScore score) {
    double sum = 0;
    int counted = 0;
    for (int label = 0; label < matrix.classes(); label++) {
      if (matrix.actual(label) + matrix.predicted(label) > 0) {
        sum += scoreOf(matrix, score, label);
        counted++;
      }
    }
    return sum / counted;
  }

  private static double microOf(ConfusionMatrix matrix, ClassScore score) {
    double right = matrix.right();
    double wrong = matrix.total() - right;
    return score.of(right, wrong, wrong);
  }

  private static double weightedOf(ConfusionMatrix matrix, ClassScore score) {
    double sum = 0;
    for (int label = 0; label < matrix.classes(); label++) {
      sum += matrix.actual(label) * scoreOf(matrix, score, label);
    }
    return sum / matrix.total();
  }
}
