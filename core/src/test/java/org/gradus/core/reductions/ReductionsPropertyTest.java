package org.gradus.core.reductions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Shapes;
import org.gradus.core.tensor.Tensor;

/**
 * Reductions against loops.
 *
 * <p>Higham (2002), chapter 4: whatever the order, a computed sum of n terms is off by at most γ Σ
 * |x| with γ = (n − 1) u / (1 − (n − 1) u), u = 2⁻²⁴ in float32 and 2⁻⁵³ in float64; the loop's own
 * error in float64 comes on top.
 */
class ReductionsPropertyTest {
  /** A tensor with the axes to reduce, each a bit. */
  record Reduction(Shape shape, int bits, DType dtype, long seed) {
    int[] axes() {
      return IntStream.range(0, shape.rank()).filter(axis -> (bits >> axis & 1) == 1).toArray();
    }

    Tensor x() {
      return Shapes.normal(dtype, shape, seed);
    }

    /** Returns f of the elements that are reduced to each result. */
    double[] loops(ToDoubleFunction<double[]> f) {
      int[] axes = axes();
      Tensor x = x().cast(DType.FLOAT64);
      Shape kept = shape.reduced(true, axes);
      double[][] lines = new double[kept.elements()][0];
      int[] index = new int[shape.rank()];
      for (int i = 0; i < shape.elements(); i++) {
        int at = 0;
        for (int axis = 0; axis < index.length; axis++) {
          at = at * kept.size(axis) + (kept.size(axis) == 1 ? 0 : index[axis]);
        }
        lines[at] = Arrays.copyOf(lines[at], lines[at].length + 1);
        lines[at][lines[at].length - 1] = x.get(index);
        for (int axis = index.length - 1; axis >= 0 && ++index[axis] == shape.size(axis); axis--) {
          index[axis] = 0;
        }
      }
      return Arrays.stream(lines).mapToDouble(f).toArray();
    }

    /** Returns how many elements go into each result. */
    int count() {
      return shape.elements() / shape.reduced(true, axes()).elements();
    }

    double unit() {
      return dtype == DType.FLOAT32 ? 0x1p-24 : 0x1p-53;
    }
  }

  @Provide
  Arbitrary<Reduction> reductions() {
    Arbitrary<Shape> shapes =
        Arbitraries.of(1, 2, 3, 5, 17, 40)
            .array(int[].class)
            .ofMinSize(1)
            .ofMaxSize(4)
            .filter(sizes -> Arrays.stream(sizes).reduce(1, (a, b) -> a * b) <= 20_000)
            .map(Shape::of);
    return Combinators.combine(
            shapes,
            Arbitraries.integers().between(1, 15),
            Arbitraries.of(DType.FLOAT32, DType.FLOAT64),
            Arbitraries.longs())
        .as(Reduction::new)
        .filter(reduction -> reduction.axes().length > 0);
  }

  private static void assertWithin(double[] expected, double[] bounds, Tensor actual) {
    double[] got = actual.cast(DType.FLOAT64).toDoubles();
    assertEquals(expected.length, got.length);
    for (int i = 0; i < got.length; i++) {
      double error = Math.abs(got[i] - expected[i]);
      int at = i;
      assertTrue(
          error <= bounds[i],
          () -> "element " + at + ": " + expected[at] + " ± " + bounds[at] + ", got " + got[at]);
    }
  }

  private static double[] scaled(double[] values, double factor) {
    return Arrays.stream(values).map(value -> value * factor).toArray();
  }

  @Property(tries = 200)
  void sumsAreWithinTheBoundOfAnyOrder(@ForAll("reductions") Reduction r) {
    double[] sums = r.loops(line -> Arrays.stream(line).sum());
    double[] magnitudes = r.loops(line -> Arrays.stream(line).map(Math::abs).sum());
    Tensor x = r.x();
    assertWithin(sums, scaled(magnitudes, 2 * r.count() * r.unit()), x.sum(r.axes()));
    assertEquals(x.shape().reduced(true, r.axes()), Reductions.sum(x, true, r.axes()).shape());
    double n = r.count();
    assertWithin(
        scaled(sums, 1 / n), scaled(magnitudes, 2 * (n + 2) * r.unit() / n), x.mean(r.axes()));
  }

  @Property(tries = 200)
  void extremaAreExact(@ForAll("reductions") Reduction r) {
    double[] none = new double[r.loops(line -> 0).length];
    Tensor x = r.x();
    assertWithin(r.loops(line -> Arrays.stream(line).max().orElseThrow()), none, x.max(r.axes()));
    assertWithin(r.loops(line -> Arrays.stream(line).min().orElseThrow()), none, x.min(r.axes()));
  }

  /** Two passes: the error of the mean enters squared, and the rest is a sum of squares. */
  @Property(tries = 200)
  void variancesAreThoseOfTwoPasses(@ForAll("reductions") Reduction r) {
    if (r.count() > 1) {
      double[] expected = r.loops(ReductionsPropertyTest::variance);
      double[] bounds = r.loops(line -> 1 + Arrays.stream(line).map(v -> v * v).sum());
      Tensor actual = Reductions.variance(r.x(), 1, false, r.axes());
      assertWithin(expected, scaled(bounds, 4 * r.unit() * (r.count() + 4)), actual);
    }
  }

  private static double variance(double[] line) {
    double mean = Arrays.stream(line).average().orElseThrow();
    return Arrays.stream(line).map(v -> (v - mean) * (v - mean)).sum() / (line.length - 1);
  }

  /**
   * Terms e^(x − m) lie in (0, 1] and one is 1: the logarithm's error is the sum's relative one.
   */
  @Property(tries = 200)
  void logSumExpIsTheLogarithmOfTheSum(@ForAll("reductions") Reduction r) {
    double[] expected = r.loops(line -> Math.log(Arrays.stream(line).map(Math::exp).sum()));
    double[] bounds = r.loops(line -> 20 + line.length);
    Tensor actual = Reductions.logSumExp(r.x(), false, r.axes());
    assertWithin(expected, scaled(bounds, 4 * r.unit()), actual);
    // A common shift comes out again, where e^x overflows.
    Tensor shifted = Reductions.logSumExp(r.x().add(1024), false, r.axes());
    assertWithin(expected, scaled(bounds, 4 * r.unit() * 1024), shifted.sub(1024));
  }

  @Property(tries = 200)
  void softmaxIsADistribution(@ForAll("reductions") Reduction r) {
    int axis = r.axes()[0];
    Tensor y = Reductions.softmax(r.x().mul(100), axis);
    int n = r.shape().size(axis);
    Tensor sums = y.sum(axis).sub(1).abs();
    assertTrue(sums.max().item() <= 4 * (n + 8) * r.unit());
    assertTrue(y.min().item() >= 0 && y.max().item() <= 1 + 4 * n * r.unit());
    Tensor logarithms = Reductions.logSoftmax(r.x(), axis);
    Tensor ordinary = Reductions.softmax(r.x(), axis);
    double tolerance = 8 * (n + 20) * r.unit();
    assertTrue(ordinary.isClose(logarithms.exp(), tolerance, 0));
  }

  /** (n − 1) u for each running sum, of its own magnitudes. */
  @Property(tries = 200)
  void runningSumsAreLoops(@ForAll("reductions") Reduction r) {
    Tensor x = r.x().reshape(-1);
    double[] values = x.cast(DType.FLOAT64).toDoubles();
    double[] expected = new double[values.length];
    double[] bounds = new double[values.length];
    double sum = 0;
    double magnitude = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i];
      magnitude += Math.abs(values[i]);
      expected[i] = sum;
      bounds[i] = 2 * (i + 1) * r.unit() * magnitude;
    }
    assertWithin(expected, bounds, Reductions.cumulativeSum(x, 0));
  }
}
