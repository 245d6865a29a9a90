package org.gradus.optimizers.metric;

/**
 * The correlation of decided and right classes, from −1 to 1; 0 for decisions that know nothing,
 * however unequal the classes.
 *
 * <p>With c right ones of n, class k occurring t_k times and decided for p_k times: (c n − Σ p_k
 * t_k) / √((n² − Σ p_k²) (n² − Σ t_k²)); 0 if all was decided alike or only one class occurred.
 *
 * <p>Source: Matthews, "Comparison of the predicted and observed secondary structure of T4 phage
 * lysozyme", 1975; for more than two classes Gorodkin, "Comparing two K-category assignments by a
 * K-category correlation coefficient", 2004.
 *
 * @param decision how scores become classes
 */
public record MatthewsCorrelation(Decision decision) implements ConfusionMetric {
  /** Creates the correlation for the class with the largest score along the last axis. */
  public MatthewsCorrelation() {
    this(Decision.largest());
  }

  @Override
  public String name() {
    return "matthews-correlation";
  }

  @Override
  public double of(ConfusionMatrix matrix) {
    double n = matrix.total();
    if (n == 0) {
      return Double.NaN;
    }
    double both = 0;
    double predictedSquares = 0;
    double actualSquares = 0;
    for (int label = 0; label < matrix.classes(); label++) {
      double predicted = matrix.predicted(label);
      double actual = matrix.actual(label);
      both += predicted * actual;
      predictedSquares += predicted * predicted;
      actualSquares += actual * actual;
    }
    double spread = (n * n - predictedSquares) * (n * n - actualSquares);
    return spread == 0 ? 0 : (matrix.right() * n - both) / Math.sqrt(spread);
  }
}
