package org.gradus.core.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gradus.core.elementwise.Elementwise;

/** Broadcasting is expanding, without the copies. */
class BroadcastingPropertyTest {
  /** Two shapes that broadcast, and the shape that they broadcast to. */
  record Pair(Shape a, Shape b, Shape both) {}

  @Provide
  Arbitrary<Pair> pairs() {
    return Combinators.combine(
            Shapes.small(0),
            Arbitraries.integers().between(0, 255),
            Arbitraries.integers().between(0, 8))
        .as(BroadcastingPropertyTest::pair);
  }

  /** Makes axes 1 where a bit is set, and leaves out some at the front of one operand. */
  private static Pair pair(Shape whole, int ones, int missing) {
    int[] a = whole.toArray();
    int[] b = whole.toArray();
    for (int axis = 0; axis < a.length; axis++) {
      a[axis] = (ones >> axis & 1) == 1 ? 1 : a[axis];
      b[axis] = (ones >> (axis + 4) & 1) == 1 ? 1 : b[axis];
    }
    int cut = Math.min(missing % 5, a.length);
    int[] shorter = Arrays.copyOfRange(a, cut, a.length);
    Shape left = Shape.of(missing % 2 == 0 ? shorter : b);
    Shape right = Shape.of(missing % 2 == 0 ? b : shorter);
    return new Pair(left, right, Shape.broadcast("test", left, right));
  }

  private static Stream<BinaryOperator<Tensor>> operations() {
    return Stream.of(
        Tensor::add,
        Tensor::sub,
        Tensor::mul,
        Elementwise::maximum,
        (a, b) -> a.div(b.square().add(1)),
        (a, b) -> Elementwise.where(a.detach().gt(b.detach()), a, b));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void valuesAndGradientsAreThoseOfExpandedOperands(
      @ForAll("pairs") Pair pair, @ForAll long seed, @ForAll boolean single) {
    DType dtype = single ? DType.FLOAT32 : DType.FLOAT64;
    Tensor a = Shapes.random(dtype, pair.a(), seed).tracked();
    Tensor b = Shapes.random(dtype, pair.b(), seed + 1).tracked();
    Tensor weights = Shapes.random(dtype, pair.both(), seed + 2);
    operations()
        .forEach(
            operation -> {
              Tensor y = operation.apply(a, b);
              Tensor expanded = operation.apply(a.expand(pair.both()), b.expand(pair.both()));
              assertEquals(expanded, y);
              Gradients g = Backward.of(y).from(weights).run();
              Gradients e = Backward.of(expanded).from(weights).run();
              double tolerance = single ? 1e-4 : 1e-12;
              assertTrue(g.of(a).isClose(e.of(a), tolerance, tolerance));
              assertTrue(g.of(b).isClose(e.of(b), tolerance, tolerance));
            });
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void integersBroadcastAlike(@ForAll("pairs") Pair pair, @ForAll long seed) {
    Tensor a = Shapes.random(DType.FLOAT64, pair.a(), seed).mul(64).cast(DType.INT32);
    Tensor b = Shapes.random(DType.FLOAT64, pair.b(), seed + 1).mul(64).cast(DType.INT32);
    assertEquals(a.expand(pair.both()).mul(b.expand(pair.both())), a.mul(b));
    assertEquals(a.expand(pair.both()).lt(b.expand(pair.both())), a.lt(b));
  }
}
