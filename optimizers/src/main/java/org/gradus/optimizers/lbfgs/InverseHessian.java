package org.gradus.optimizers.lbfgs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The inverse of the Hessian, as far as the last few steps and the differences of the gradients
 * that they made tell it.
 *
 * <p>Source: Nocedal and Wright, <i>Numerical optimization</i>, 2006, algorithm 7.4.
 */
final class InverseHessian {
  /** The least curvature along a step that is learned from. */
  private static final double LEAST_CURVATURE = 1e-10;

  private final int history;
  private final Deque<Pair> pairs = new ArrayDeque<>();
  private double scale = 1;

  /** A step s with the difference y of the gradients it made. */
  private record Pair(double[] s, double[] y, double inverse) {}

  /**
   * Creates that which knows nothing: the unit matrix.
   *
   * @param history how many steps it remembers
   */
  InverseHessian(int history) {
    this.history = history;
  }

  /** Learns from a step s and the difference y of the gradients it made, unless they are flat. */
  void learn(double[] s, double[] y) {
    double curvature = Vectors.dot(y, s);
    if (curvature > LEAST_CURVATURE) {
      if (pairs.size() == history) {
        pairs.removeFirst();
      }
      pairs.addLast(new Pair(s, y, 1 / curvature));
      scale = curvature / Vectors.dot(y, y);
    }
  }

  /** Returns −H g. */
  double[] descent(double[] gradient) {
    double[] r = gradient.clone();
    Vectors.scale(r, -1);
    double[] shares = new double[pairs.size()];
    int i = 0;
    for (Iterator<Pair> last = pairs.descendingIterator(); last.hasNext(); i++) {
      Pair pair = last.next();
      shares[i] = Vectors.dot(pair.s, r) * pair.inverse;
      Vectors.add(r, -shares[i], pair.y);
    }
    Vectors.scale(r, scale);
    for (Pair pair : pairs) {
      i--;
      Vectors.add(r, shares[i] - Vectors.dot(pair.y, r) * pair.inverse, pair.s);
    }
    return r;
  }

  /** Returns the steps, one after the other. */
  double[][] steps() {
    return pairs.stream().map(Pair::s).toArray(double[][]::new);
  }

  /** Returns the differences of gradients, one after the other. */
  double[][] differences() {
    return pairs.stream().map(Pair::y).toArray(double[][]::new);
  }

  /** Forgets everything, and learns from these instead, which is to know the same. */
  void restore(double[][] steps, double[][] differences) {
    pairs.clear();
    scale = 1;
    for (int i = 0; i < steps.length; i++) {
      learn(steps[i], differences[i]);
    }
  }
}
