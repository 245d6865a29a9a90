package org.gradus.core.internal.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import org.gradus.core.internal.parallel.ThreadPool;

/**
 * The product against its definition, with the bound of N. J. Higham, Accuracy and Stability of
 * Numerical Algorithms, 2nd ed. (2002), eq. (3.5): a sum of k rounded products, in any order, is
 * off by at most γ Σ |a| |b| with γ = k u / (1 − k u) and u the unit roundoff.
 */
class MatrixProductTest {
  private static final MatrixProduct SCALAR = new ScalarKernels().matrixProduct();
  private static final MatrixProduct VECTOR = Backend.vector().matrixProduct();
  private static final List<MatrixProduct> BOTH = List.of(SCALAR, VECTOR);

  private final int threads = ThreadPool.shared().threads();

  @AfterProperty
  void restoreThreads() {
    ThreadPool.shared().setThreads(threads);
  }

  @Property(tries = 300)
  void float32IsWithinTheErrorBound(@ForAll("cases") ProductCase x) {
    for (MatrixProduct product : BOTH) {
      float[] result = x.float32(product);
      double[] widened = new double[result.length];
      for (int i = 0; i < result.length; i++) {
        widened[i] = result[i];
      }
      assertWithin(x, widened, gamma(x.k() + 1, 0x1p-24) + gamma(x.k() + 1, 0x1p-53));
    }
  }

  @Property(tries = 300)
  void float64IsWithinTheErrorBound(@ForAll("cases") ProductCase x) {
    for (MatrixProduct product : BOTH) {
      assertWithin(x, x.float64(product), 2 * gamma(x.k() + 1, 0x1p-53));
    }
  }

  private static double gamma(int terms, double roundoff) {
    return terms * roundoff / (1 - terms * roundoff);
  }

  private static void assertWithin(ProductCase x, double[] result, double gamma) {
    double[] expected = x.c().clone();
    for (int i = 0; i < x.m(); i++) {
      for (int j = 0; j < x.n(); j++) {
        double sum = x.start(i, j);
        double magnitude = Math.abs(sum);
        for (int p = 0; p < x.k(); p++) {
          sum += x.a(i, p) * x.b(p, j);
          magnitude += Math.abs(x.a(i, p) * x.b(p, j));
        }
        int at = x.indexOfC(i, j);
        assertTrue(Math.abs(result[at] - sum) <= gamma * magnitude, () -> "at " + at + " of " + x);
        expected[at] = result[at];
      }
    }
    assertArrayEquals(expected, result, "elements that are not of C");
  }

  @Property(tries = 200)
  void vectorElementsAreChainsOfFusedMultiplyAdds(@ForAll("cases") ProductCase x) {
    Assume.that(x.m() > 1 || !x.transposeB());
    assertChains(x);
  }

  @Property(tries = 12)
  void vectorElementsAreSuchChainsAcrossBlocksToo(@ForAll("casesOfManyBlocks") ProductCase x) {
    assertChains(x);
  }

  private static void assertChains(ProductCase x) {
    float[] result = x.float32(VECTOR);
    for (int i = 0; i < x.m(); i++) {
      for (int j = 0; j < x.n(); j++) {
        float sum = (float) x.start(i, j);
        for (int p = 0; p < x.k(); p++) {
          sum = Math.fma((float) x.a(i, p), (float) x.b(p, j), sum);
        }
        assertEquals(sum, result[x.indexOfC(i, j)]);
      }
    }
  }

  @Property(tries = 200)
  void scalarElementsAreChainsOfRoundedProducts(@ForAll("cases") ProductCase x) {
    float[] result = x.float32(SCALAR);
    for (int i = 0; i < x.m(); i++) {
      for (int j = 0; j < x.n(); j++) {
        float sum = (float) x.start(i, j);
        for (int p = 0; p < x.k(); p++) {
          sum += (float) x.a(i, p) * (float) x.b(p, j);
        }
        assertEquals(sum, result[x.indexOfC(i, j)]);
      }
    }
  }

  @Property(tries = 60)
  void bitsDoNotDependOnTheNumberOfThreads(@ForAll("largeCases") ProductCase x) {
    for (MatrixProduct product : BOTH) {
      ThreadPool.shared().setThreads(1);
      float[] float32 = x.float32(product);
      double[] float64 = x.float64(product);
      for (int count : List.of(2, 3, 5)) {
        ThreadPool.shared().setThreads(count);
        assertArrayEquals(float32, x.float32(product));
        assertArrayEquals(float64, x.float64(product));
      }
    }
  }

  @Property(tries = 100)
  void bitsDoNotDependOnTheDivisionOfTheRows(@ForAll("cases") ProductCase x) {
    Assume.that(x.m() / 3 != 1 || !x.transposeB());
    for (MatrixProduct product : BOTH) {
      float[] whole = x.float32(product);
      float[] parts = ProductCase.toFloats(x.c());
      int first = x.m() / 3;
      x.float32(product, 0, first, parts);
      x.float32(product, first, x.m() - first, parts);
      assertArrayEquals(whole, parts);
    }
  }

  @Provide
  Arbitrary<ProductCase> cases() {
    Arbitrary<Integer> size =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 40),
            Arbitraries.of(1, 8, 10, 27, 31, 32, 33, 64, 97, 100, 127, 129));
    Arbitrary<Integer> terms = Arbitraries.oneOf(size, Arbitraries.of(128, 257, 300));
    return cases(size, size, terms);
  }

  @Provide
  Arbitrary<ProductCase> largeCases() {
    Arbitrary<Integer> large = Arbitraries.integers().between(50, 200);
    return Arbitraries.oneOf(
        cases(large, large, large),
        cases(Arbitraries.of(1, 2, 9), Arbitraries.of(700, 1037), Arbitraries.of(512, 613)),
        cases(Arbitraries.of(5), Arbitraries.of(2, 3), Arbitraries.of(70_001)),
        cases(Arbitraries.of(1037), Arbitraries.of(1, 3, 17), Arbitraries.of(300)));
  }

  @Provide
  Arbitrary<ProductCase> casesOfManyBlocks() {
    return Arbitraries.oneOf(
        cases(Arbitraries.of(1037), Arbitraries.of(135), Arbitraries.of(129)),
        cases(Arbitraries.of(131), Arbitraries.of(135), Arbitraries.of(1037)),
        cases(Arbitraries.of(9), Arbitraries.of(10), Arbitraries.of(2053)));
  }

  private static Arbitrary<ProductCase> cases(
      Arbitrary<Integer> m, Arbitrary<Integer> n, Arbitrary<Integer> k) {
    Arbitrary<Boolean> either = Arbitraries.of(true, false);
    return Combinators.combine(
            either,
            either,
            m,
            n,
            k,
            Arbitraries.integers().between(0, 3),
            either,
            Arbitraries.longs())
        .as(ProductCase::random);
  }
}
