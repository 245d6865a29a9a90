package org.gradus.core.attention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gradus.core.gradcheck.GradCheck;
import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.Kernels;
import org.gradus.core.internal.kernels.ScalarKernels;
import org.gradus.core.internal.parallel.ThreadPool;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Backward;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttentionTest {
  private static Tensor normal(String name, int... sizes) {
    Shape shape = Shape.of(sizes);
    double[] values = new double[shape.elements()];
    RandomSource.of(3).stream(name).fillGaussian(values, 0, values.length);
    return Tensor.of(values, shape);
  }

  /** An attention of some sizes. */
  private record Case(
      String name,
      int examples,
      int queries,
      int keys,
      int heads,
      int keyHeads,
      int width,
      AttentionMask mask) {
    Tensor[] arguments(DType dtype) {
      return new Tensor[] {
        normal("q", examples, queries, heads * width).cast(dtype),
        normal("k", examples, keys, keyHeads * width).cast(dtype),
        normal("v", examples, keys, keyHeads * (width + 1)).cast(dtype)
      };
    }

    Tensor fused(Tensor[] in) {
      return Attention.ofHeads(in[0], in[1], in[2], heads, keyHeads, mask);
    }

    Tensor composed(Tensor[] in) {
      return Attention.withWeights(in[0], in[1], in[2], heads, keyHeads, mask).output();
    }
  }

  private static Stream<Case> small() {
    Tensor hidden = Tensor.of(new int[][] {{0, 1, 0}, {1, 1, 1}});
    return Stream.of(
        new Case("plain", 2, 2, 3, 1, 1, 2, AttentionMask.none()),
        new Case("heads", 1, 3, 2, 2, 2, 2, AttentionMask.none()),
        new Case("grouped", 2, 2, 2, 4, 2, 1, AttentionMask.none()),
        new Case("causal", 1, 3, 3, 2, 1, 2, AttentionMask.causal()),
        new Case("continued", 1, 2, 4, 1, 1, 2, AttentionMask.causal()),
        new Case("nothing to see", 1, 3, 2, 1, 1, 2, AttentionMask.causal()),
        new Case("hidden", 2, 2, 3, 1, 1, 2, AttentionMask.hiding(hidden)),
        new Case("padding", 2, 2, 3, 2, 2, 1, AttentionMask.ofLengths(3, 2, 0)),
        new Case("added", 1, 2, 3, 2, 2, 1, AttentionMask.adding(normal("bias", 1, 2, 2, 3))),
        new Case(
            "joined",
            2,
            3,
            3,
            1,
            1,
            2,
            AttentionMask.causal().and(AttentionMask.ofLengths(3, 3, 1))));
  }

  /** Several blocks of queries, and the last one not full. */
  private static Stream<Case> large() {
    return Stream.of(
        new Case("long", 2, 150, 131, 2, 2, 16, AttentionMask.none()),
        new Case("long causal", 3, 150, 150, 4, 2, 8, AttentionMask.causal()),
        new Case("long padded", 2, 70, 70, 2, 1, 8, AttentionMask.ofLengths(70, 70, 33)));
  }

  @TestFactory
  Stream<DynamicTest> gradientsOfBothOrdersAreRight() {
    return small()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.name(),
                    () ->
                        GradCheck.of(in -> c.fused(in).square().sum())
                            .named("query", "key", "value")
                            .checkSecondOrder(c.arguments(DType.FLOAT64))));
  }

  private static Tensor[] results(Case c, Function<Tensor[], Tensor> function, DType dtype) {
    Tensor[] in = c.arguments(dtype);
    for (int i = 0; i < in.length; i++) {
      in[i] = in[i].tracked();
    }
    Tensor y = function.apply(in);
    Tensor upstream = normal("upstream", y.shape().toArray()).cast(dtype);
    Gradients g = Backward.of(y).from(upstream).run();
    return new Tensor[] {y.detach(), g.of(in[0]), g.of(in[1]), g.of(in[2])};
  }

  private static void with(Kernels kernels, int threads, Runnable body) {
    int before = ThreadPool.shared().threads();
    try (Backend.Use use = Backend.use(kernels)) {
      ThreadPool.shared().setThreads(threads);
      body.run();
    } finally {
      ThreadPool.shared().setThreads(before);
    }
  }

  @TestFactory
  Stream<DynamicTest> isWhatTheDefinitionSays() {
    return Stream.concat(small(), large())
        .flatMap(
            c ->
                Stream.of(new ScalarKernels(), Backend.vector())
                    .map(
                        kernels ->
                            DynamicTest.dynamicTest(
                                c.name() + " " + kernels.name(),
                                () -> with(kernels, 2, () -> compare(c)))));
  }

  private static void compare(Case c) {
    Tensor[] expected = results(c, c::composed, DType.FLOAT64);
    Tensor[] wide = results(c, c::fused, DType.FLOAT64);
    Tensor[] narrow = results(c, c::fused, DType.FLOAT32);
    for (int i = 0; i < expected.length; i++) {
      double scale = expected[i].abs().max().item();
      assertTrue(wide[i].isClose(expected[i], 0, 1e-12 * scale), "result " + i);
      assertTrue(
          narrow[i].cast(DType.FLOAT64).isClose(expected[i], 0, 1e-5 * scale), "result " + i);
    }
  }

  @TestFactory
  Stream<DynamicTest> resultsDoNotDependOnTheNumberOfThreads() {
    return large()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.name(),
                    () -> {
                      Tensor[][] got = new Tensor[3][];
                      for (int i = 0; i < 3; i++) {
                        int at = i;
                        with(
                            Backend.current(),
                            at + 1,
                            () -> got[at] = results(c, c::fused, DType.FLOAT32));
                      }
                      for (int i = 0; i < got[0].length; i++) {
                        assertEquals(got[0][i], got[1][i]);
                        assertEquals(got[0][i], got[2][i]);
                      }
                    }));
  }

  @Test
  void weighsValuesByTheSoftmaxOfProducts() {
    // Scores ln 3 and 0 after division by √1: weights 3/4 and 1/4.
    Tensor query = Tensor.of(new double[] {1}, Shape.of(1, 1, 1));
    Tensor key = Tensor.of(new double[] {Math.log(3), 0}, Shape.of(1, 2, 1));
    Tensor value = Tensor.of(new double[] {8, 4}, Shape.of(1, 2, 1));

    assertEquals(7, Attention.of(query, key, value, AttentionMask.none()).item(), 1e-14);
    Tensor weights = Attention.withWeights(query, key, value, 1, 1, AttentionMask.none()).weights();
    assertTrue(
        weights.isClose(Tensor.of(new double[] {0.75, 0.25}, Shape.of(1, 1, 1, 2)), 1e-14, 0));
  }

  @Test
  void aQueryThatSeesNoKeyGivesZeroAndNoGradient() {
    Tensor q = normal("q", 1, 2, 2).tracked();
    Tensor k = normal("k", 1, 2, 2).tracked();
    Tensor v = normal("v", 1, 2, 2);
    AttentionMask mask = AttentionMask.hiding(Tensor.of(new int[][] {{1, 1}, {0, 1}}));
    Tensor y = Attention.of(q, k, v, mask);

    assertEquals(Tensor.of(0.0, 0), y.detach().select(1, 0).reshape(2));
    assertEquals(v.select(1, 0), y.detach().select(1, 1));
    Tensor gradient = y.sum().backward().of(q);
    assertEquals(Tensor.zeros(DType.FLOAT64, q.shape()), gradient);
    assertEquals(
        y.detach(),
        Attention.withWeights(q, k, v, 1, 1, mask).output().detach(),
        "with weights too");
  }

  @Test
  void masksSayTheSameInDifferentWays() {
    Tensor[] in = {normal("q", 2, 3, 4), normal("k", 2, 3, 4), normal("v", 2, 3, 4)};
    Tensor expected = Attention.of(in[0], in[1], in[2], AttentionMask.causal());
    Tensor lower = Tensor.of(new int[][] {{1, 0, 0}, {1, 1, 0}, {1, 1, 1}});
    Tensor upper = Tensor.of(new int[][] {{0, 1, 1}, {0, 0, 1}, {0, 0, 0}});

    assertTrue(
        Attention.of(in[0], in[1], in[2], AttentionMask.showing(lower))
            .isClose(expected, 1e-14, 1e-14));
    assertTrue(
        Attention.of(in[0], in[1], in[2], AttentionMask.hiding(upper))
            .isClose(expected, 1e-14, 1e-14));
  }

  @Test
  void gradientsFlowToScoresThatAreAdded() {
    Tensor q = normal("q", 1, 2, 2);
    Tensor k = normal("k", 1, 3, 2);
    Tensor v = normal("v", 1, 3, 2);
    GradCheck.of(in -> Attention.of(q, k, v, AttentionMask.adding(in[0])).square().sum())
        .checkSecondOrder(normal("bias", 2, 3));
  }

  @Test
  void aSinkComesBeforeTheKeysOfTheMask() {
    AttentionMask mask = AttentionMask.hiding(Tensor.of(new int[][] {{1, 0}})).withSink();
    Tensor weights =
        Attention.withWeights(
                normal("q", 1, 1, 2), normal("k", 1, 3, 2), normal("v", 1, 3, 2), 1, 1, mask)
            .weights();

    assertTrue(weights.get(0, 0, 0, 0) > 0);
    assertEquals(0, weights.get(0, 0, 0, 1));
    assertTrue(weights.get(0, 0, 0, 2) > 0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rotationsMakeProductsDependOnDistances(boolean interleaved) {
    Tensor q = normal("q", 1, 1, 8);
    Tensor k = normal("k", 1, 1, 8);
    double expected = rotated(q, 3, interleaved).mul(rotated(k, 1, interleaved)).sum().item();

    assertEquals(
        expected, rotated(q, 12, interleaved).mul(rotated(k, 10, interleaved)).sum().item(), 1e-12);
    assertEquals(q, rotated(q, 0, interleaved), "the first position is left alone");
    GradCheck.of(in -> Attention.rotate(in[0], 2, 1, 100, interleaved).square().sum())
        .checkSecondOrder(normal("x", 1, 2, 8));
  }

  private static Tensor rotated(Tensor x, int position, boolean interleaved) {
    return Attention.rotate(x, 2, position, 10_000, interleaved);
  }

  @Test
  void turnsAPairByTheAngleOfItsPosition() {
    Tensor x = Tensor.of(new double[] {1, 0, 1, 0}, Shape.of(1, 2, 2));

    assertTrue(
        Attention.rotate(x, 1, 0, 10_000, true)
            .isClose(
                Tensor.of(new double[] {1, 0, Math.cos(1), Math.sin(1)}, Shape.of(1, 2, 2)),
                1e-15,
                0));
  }

  @Test
  void refusesWhatDoesNotFit() {
    Tensor q = Tensor.zeros(2, 3, 4);
    Tensor k = Tensor.zeros(2, 5, 4);

    assertEquals(
        "[attention] query, key and value do not fit each other and 1 heads of queries, 1 of keys:"
            + " expected (examples, queries, heads · width), (examples, keys, key heads · width)"
            + " and (examples, keys, key heads · value width), got other shapes. Shapes: (2, 3, 4),"
            + " (2, 5, 4), (2, 3, 4).",
        message(() -> Attention.of(q, k, q, AttentionMask.none())));
    AttentionMask wrong = AttentionMask.adding(Tensor.zeros(3, 4));
    assertEquals(
        "[attention-mask] the mask does not fit (examples, heads, queries, keys): expected (2, 1,"
            + " 3, 5), or 1 instead of a size, got (1, 1, 3, 4).",
        message(() -> Attention.of(q, k, k, wrong)));
    assertEquals(
        "[attention-mask] the mask does not fit: expected (queries, keys), (examples, queries,"
            + " keys) or (examples, heads, queries, keys), got (4).",
        message(() -> AttentionMask.adding(Tensor.zeros(4))));
    assertEquals(
        "[attention-mask] the padding does not fit: expected (examples, keys), got (3).",
        message(() -> AttentionMask.hidingPadding(Tensor.of(0, 0, 1))));
    assertEquals(
        "[rotary] the features do not divide into pairs: expected (examples, steps, features), a"
            + " multiple of 6 features, got (2, 3, 4).",
        message(() -> Attention.rotate(q, 3, 0, 10_000, true)));
    assertEquals(
        "[attention-mask] wrong element type: expected INT32 (adding(…) takes numbers), got"
            + " FLOAT32.",
        assertThrows(DTypeException.class, () -> AttentionMask.hiding(q)).getMessage());
    assertEquals(
        "[attention-mask] a length is out of range: expected 0 to 5, got 6 at 1.",
        assertThrows(IllegalArgumentException.class, () -> AttentionMask.ofLengths(5, 1, 6))
            .getMessage());
  }

  private static String message(Supplier<?> body) {
    return assertThrows(ShapeException.class, body::get).getMessage();
  }

  @Test
  void everyQuerySeesTheSink() {
    // Four queries of one key and a sink: only the last one sees the key.
    Tensor k = normal("k", 1, 2, 2);
    Tensor v = normal("v", 1, 2, 2);
    AttentionMask mask = AttentionMask.causal().withSink();
    Tensor y = Attention.of(normal("q", 1, 4, 2), k, v, mask);
    Tensor composed = Attention.withWeights(normal("q", 1, 4, 2), k, v, 1, 1, mask).output();

    assertEquals(v.slice(1, 0, 1).expand(Shape.of(1, 3, 2)), y.slice(1, 0, 3));
    assertTrue(y.isClose(composed, 0, 1e-14));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -2})
  void refusesNoHeads(int heads) {
    Tensor x = Tensor.zeros(2, 3, 4);
    assertEquals(
        "[attention] query, key and value do not fit each other and %s heads of queries, %s of keys:"
                .formatted(heads, heads)
            + " expected (examples, queries, heads · width), (examples, keys, key heads · width)"
            + " and (examples, keys, key heads · value width), got other shapes. Shapes: (2, 3, 4),"
            + " (2, 3, 4), (2, 3, 4).",
        message(() -> Attention.ofHeads(x, x, x, heads, heads, AttentionMask.none())));
  }
}
