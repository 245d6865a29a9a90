package org.gradus.core.tensor;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Shapes and tensors for properties. */
public final class Shapes {
  private Shapes() {}

  /** Returns shapes of up to four axes, sizes from 0 (or 1) to 4. */
  public static Arbitrary<Shape> small(int smallest) {
    return Arbitraries.integers()
        .between(smallest, 4)
        .array(int[].class)
        .ofMinSize(0)
        .ofMaxSize(4)
        .map(Shape::of);
  }

  /** Returns multiples of 1/64 between −4 and 4: exact in sums and products of a few. */
  public static Tensor random(DType dtype, Shape shape, long seed) {
    Random random = new Random(seed);
    double[] values = new double[shape.elements()];
    Arrays.setAll(values, i -> (random.nextInt(513) - 256) / 64.0);
    return Tensor.of(values, shape).cast(dtype);
  }

  /** Returns numbers of the normal distribution. */
  public static Tensor normal(DType dtype, Shape shape, long seed) {
    Random random = new Random(seed);
    double[] values = new double[shape.elements()];
    Arrays.setAll(values, i -> random.nextGaussian());
    return Tensor.of(values, shape).cast(dtype);
  }
}
