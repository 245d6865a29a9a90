package org.gradus.layers.initialization;

import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;

/**
 * How many connections a weight makes: the fan-in is the number of inputs of one output, the
 * fan-out the number of outputs that one input reaches.
 *
 * <p>A weight (outputs, inputs, kernel …) has fan-in inputs · |kernel| and fan-out outputs ·
 * |kernel|, where |kernel| is the number of positions of the kernel; in grouped convolutions the
 * inputs are those of a group. Weights of other layouts have methods of their own here.
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
   * Returns the fans of a grouped convolution's weight (outputs, inputs / groups, kernel …): an
   * input reaches the outputs of its group only, whereas {@link #of}, as PyTorch, counts all
   * outputs.
   *
   * @param groups divides the outputs
   * @throws ShapeException if the weight has fewer than two axes, or its outputs cannot be grouped
   */
  public static Fans convolution(Shape weight, int groups) {
    requireGroups(weight, groups, "a weight (outputs, inputs / groups, kernel …)");
    int positions = weight.elements(2, weight.rank());
    return new Fans(weight.size(1) * positions, weight.size(0) / groups * positions, weight);
  }

  /**
   * Returns the fans of a transposed convolution's weight (inputs, outputs / groups, kernel …), for
   * a stride of 1; {@link #of}, as PyTorch, takes inputs and outputs the other way round.
   *
   * @param groups divides the inputs
   * @throws ShapeException if the weight has fewer than two axes, or its inputs cannot be grouped
   */
  public static Fans transposedConvolution(Shape weight, int groups) {
    requireGroups(weight, groups, "a weight (inputs, outputs / groups, kernel …)");
    int positions = weight.elements(2, weight.rank());
    return new Fans(weight.size(0) / groups * positions, weight.size(1) * positions, weight);
  }

  /**
   * Returns the fans of a table of embeddings (entries, features). Of the entries one is looked up
   * at a time: an output has a single input, and that reaches all features.
   *
   * @throws ShapeException if the table has not two axes
   */
  public static Fans embedding(Shape table) {
    if (table.rank() != 2) {
      throw unfit("a table (entries, features)", table);
    }
    return new Fans(1, table.size(1), table);
  }

  /**
   * Returns the fans of one of the gates whose weights are stacked as (gates · outputs, inputs).
   *
   * @param gates divides the rows
   * @throws ShapeException if the weight has not two axes, or its rows cannot be divided
   */
  public static Fans gates(Shape weight, int gates) {
    requireGroups(weight, gates, "stacked weights (gates · outputs, inputs)");
    return new Fans(weight.size(1), weight.size(0) / gates, weight);
  }

  private static void requireGroups(Shape weight, int groups, String expected) {
    if (weight.rank() < 2 || groups < 1 || weight.size(0) % groups != 0) {
      throw unfit(expected + " whose first size is divisible by " + groups, weight);
    }
  }

  private static ShapeException unfit(String expected, Shape weight) {
    return ShapeException.of(
        "initializer", "the shape does not fit the kind of layer", expected, weight.toString());
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
