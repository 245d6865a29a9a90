package org.gradus.layers.initialization;

import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;

/**
 * How many connections a weight makes: the fan-in is the number of inputs of one output, the
 * fan-out the number of outputs that one input reaches.
 *
 * <p>A weight (outputs, inputs, kernel …) has fan-in inputs · |kernel| and fan-out outputs ·
 * |kernel|, where |kernel| is the number of positions of the kernel; in grouped convolutions the
 * inputs are those of a group. Layers of other layouts give their fans themselves, by {@link
 * #Fans(Shape, int, int)}.
 */
public final class Fans {
  private static final int UNKNOWN = -1;

  private final Shape shape;
  private final int in;
  private final int out;

  /**
   * Creates fans that are known otherwise than from the shape.
   *
   * @param shape the shape of the weight, for messages
   * @param in the fan-in, at least 0
   * @param out the fan-out, at least 0
   * @throws IllegalArgumentException if a fan is negative
   */
  public Fans(Shape shape, int in, int out) {
    this(in, out, shape);
    if (in < 0 || out < 0) {
      throw new IllegalArgumentException(
          "[initializer] a fan is negative: expected at least 0, got " + in + " and " + out + ".");
    }
  }

  private Fans(int in, int out, Shape shape) {
    this.shape = shape;
    this.in = in;
    this.out = out;
  }

  /**
   * Returns the fans of a weight (outputs, inputs, kernel …). A shape of fewer than two axes has
   * none; asking for them fails.
   */
  public static Fans of(Shape weight) {
    if (weight.rank() < 2) {
      return new Fans(UNKNOWN, UNKNOWN, weight);
    }
    int positions = weight.elements(2, weight.rank());
    return new Fans(weight.size(1) * positions, weight.size(0) * positions, weight);
  }

  /**
   * Returns the fan-in.
   *
   * @throws ShapeException if the weight has fewer than two axes
   */
  public int in() {
    return known(in);
  }

  /**
   * Returns the fan-out.
   *
   * @throws ShapeException if the weight has fewer than two axes
   */
  public int out() {
    return known(out);
  }

  private int known(int fan) {
    if (fan == UNKNOWN) {
      throw ShapeException.of(
          "initializer",
          "the shape has no fan-in and fan-out",
          "a weight (outputs, inputs, kernel …)",
          shape.rank() + " axes",
          shape);
    }
    return fan;
  }
}
