package org.gradus.core.normalization;

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
import org.gradus.core.reductions.Reductions;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizationTest {
  private static final double EPSILON = 1e-3;

  /**
   * A normalization, and what it is by its definition.
   *
   * @param input the shape of x
   * @param constants the shape of gain and shift
   * @param function of x, gain, shift
   */
  private record Kind(
      String name,
      Shape input,
      Shape constants,
      Function<Tensor[], Tensor> function,
      Function<Tensor[], Tensor> definition) {
    Tensor[] arguments(DType dtype) {
      return new Tensor[] {
        normal("x", input).add(0.7).cast(dtype),
        normal("gain", constants).add(1).cast(dtype),
        normal("shift", constants).cast(dtype)
      };
    }
  }

  private static Tensor normal(String name, Shape shape) {
    double[] values = new double[shape.elements()];
    RandomSource.of(3).stream(name).fillGaussian(values, 0, values.length);
    return Tensor.of(values, shape);
  }

  private static Tensor defined(
      Tensor[] in, Shape view, Shape constants, boolean centered, int... axes) {
    Tensor x = in[0].reshape(view);
    Tensor deviation = centered ? x.sub(Reductions.mean(x, true, axes)) : x;
    Tensor variance = Reductions.mean(deviation.square(), true, axes);
    Tensor normal = deviation.div(variance.add(EPSILON).sqrt());
    Tensor scaled = normal.mul(in[1].reshape(constants));
    return (centered ? scaled.add(in[2].reshape(constants)) : scaled).reshape(in[0].shape());
  }

  private static Kind batch(Shape input) {
    int channels = input.size(1);
    int positions = input.elements(2, input.rank());
    return new Kind(
        "batch " + input,
        input,
        Shape.of(channels),
        in ->
            Normalization.batch(in[0], in[1], in[2], EPSILON, EpsilonPlacement.INSIDE_ROOT)
                .result(),
        in ->
            defined(
                in,
                Shape.of(input.size(0), channels, positions),
                Shape.of(channels, 1),
                true,
                0,
                2));
  }

  private static Kind group(int groups, Shape input) {
    int channels = input.size(1);
    int positions = input.elements(2, input.rank());
    return new Kind(
        groups + " groups " + input,
        input,
        Shape.of(channels),
        in -> Normalization.group(in[0], groups, in[1], in[2], EPSILON),
        in ->
            defined(
                in,
                Shape.of(input.size(0), groups, channels / groups, positions),
                Shape.of(groups, channels / groups, 1),
                true,
                2,
                3));
  }

  private static Kind layer(Shape input, Shape features, boolean centered) {
    int length = features.elements();
    return new Kind(
        (centered ? "layer " : "rms ") + input,
        input,
        features,
        in ->
            centered
                ? Normalization.layer(in[0], in[1], in[2], EPSILON)
                : Normalization.rms(in[0], in[1], EPSILON),
        in ->
            defined(
                in, Shape.of(input.elements() / length, length), Shape.of(length), centered, 1));
  }

  private static Stream<Kind> small() {
    return Stream.of(
        batch(Shape.of(4, 3)),
        batch(Shape.of(3, 2, 2, 2)),
        group(1, Shape.of(2, 4, 3)),
        group(2, Shape.of(2, 4, 1, 3)),
        group(2, Shape.of(3, 4)),
        layer(Shape.of(3, 5), Shape.of(5), true),
        layer(Shape.of(2, 2, 3), Shape.of(2, 3), true),
        layer(Shape.of(3, 5), Shape.of(5), false));
  }

  /** Sizes that fill vectors and do not, and that are one piece and several. */
  private static Stream<Kind> large() {
    return Stream.of(
        batch(Shape.of(300, 131)),
        batch(Shape.of(9, 5, 70)),
        batch(Shape.of(3, 4, 71, 70)),
        group(4, Shape.of(5, 8, 33, 30)),
        group(2, Shape.of(40, 140)),
        layer(Shape.of(517, 131), Shape.of(131), true),
        layer(Shape.of(2, 9001), Shape.of(9001), true),
        layer(Shape.of(70, 131), Shape.of(131), false));
  }

  @TestFactory
  Stream<DynamicTest> gradientsOfBothOrdersAreRight() {
    return small()
        .map(
            kind ->
                DynamicTest.dynamicTest(
                    kind.name(),
                    () ->
                        GradCheck.of(in -> kind.function().apply(in).square().sum())
                            .named("x", "gain", "shift")
                            .checkSecondOrder(kind.arguments(DType.FLOAT64))));
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

  /** Returns y and all gradients for an upstream gradient that is not constant. */
  private static Tensor[] results(Kind kind, Function<Tensor[], Tensor> function, DType dtype) {
    Tensor[] in = kind.arguments(dtype);
    for (int i = 0; i < in.length; i++) {
      in[i] = in[i].tracked();
    }
    Tensor y = function.apply(in);
    Gradients g = Backward.of(y).from(normal("upstream", y.shape()).cast(dtype)).run();
    return new Tensor[] {y.detach(), g.of(in[0]), g.of(in[1]), g.of(in[2])};
  }

  @TestFactory
  Stream<DynamicTest> isWhatTheDefinitionSays() {
    return Stream.concat(small(), large())
        .flatMap(
            kind ->
                Stream.<Supplier<Kernels>>of(ScalarKernels::new, Backend::vector)
                    .map(kernels -> definitionTest(kind, kernels.get())));
  }

  private static DynamicTest definitionTest(Kind kind, Kernels kernels) {
    return DynamicTest.dynamicTest(
        kind.name() + " " + kernels.name(),
        () ->
            with(
                kernels,
                2,
                () -> {
                  Tensor[] expected = results(kind, kind.definition(), DType.FLOAT64);
                  Tensor[] wide = results(kind, kind.function(), DType.FLOAT64);
                  Tensor[] narrow = results(kind, kind.function(), DType.FLOAT32);
                  for (int i = 0; i < expected.length; i++) {
                    double scale = expected[i].abs().max().item();
                    String what = kind.name() + ", result " + i;
                    assertTrue(wide[i].isClose(expected[i], 0, 1e-11 * scale), what);
                    Tensor widened = narrow[i].cast(DType.FLOAT64);
                    assertTrue(widened.isClose(expected[i], 0, 2e-5 * scale), what);
                  }
                }));
  }

  @TestFactory
  Stream<DynamicTest> resultsDoNotDependOnTheNumberOfThreads() {
    return large()
        .map(
            kind ->
                DynamicTest.dynamicTest(
                    kind.name(),
                    () -> {
                      Tensor[][] got = new Tensor[3][];
                      for (int threads = 1; threads <= 3; threads++) {
                        int at = threads - 1;
                        with(
                            Backend.current(),
                            threads,
                            () -> got[at] = results(kind, kind.function(), DType.FLOAT32));
                      }
                      for (int i = 0; i < got[0].length; i++) {
                        assertEquals(got[0][i], got[1][i]);
                        assertEquals(got[0][i], got[2][i]);
                      }
                    }));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e3, 1e5, -1e6})
  void keepsDeviationsBesideALargeMean(double mean) {
    // Multiples of 1/8 around the mean are exact in float32: only the arithmetic can lose them.
    float[] values = new float[64];
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (mean + (i - 31.5) / 4);
      squares += (i - 31.5) * (i - 31.5) / 16;
    }
    double deviation = Math.sqrt(squares / values.length);
    Tensor ones = Tensor.ones(64);
    Tensor y = Normalization.layer(Tensor.of(values, Shape.of(1, 64)), ones, ones.mul(0), 0);
    for (int i = 0; i < values.length; i++) {
      assertEquals((i - 31.5) / 4 / deviation, y.get(0, i), 2e-5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void placesEpsilon(EpsilonPlacement placement) {
    // Mean 0, variance 4.
    Tensor x = Tensor.of(new double[][] {{2}, {-2}});
    Tensor one = Tensor.of(1.0);
    Normalized got = Normalization.batch(x, one, one.mul(0), 0.5, placement);

    double divisor = placement == EpsilonPlacement.INSIDE_ROOT ? Math.sqrt(4.5) : 2.5;
    assertEquals(2 / divisor, got.result().get(0, 0), 1e-15);
    assertEquals(Tensor.of(0.0), got.mean());
    assertEquals(Tensor.of(4.0), got.variance());
    GradCheck.of(
            in -> Normalization.batch(in[0], in[1], in[2], 0.5, placement).result().square().sum())
        .checkSecondOrder(normal("x", Shape.of(4, 2)), normal("g", Shape.of(2)), Tensor.of(1.0, 2));
  }

  @ParameterizedTest
  @EnumSource
  void constantChannelsGiveTheShiftAndNoGradient(EpsilonPlacement placement) {
    Tensor x = Tensor.full(DType.FLOAT64, Shape.of(3, 1), 7).tracked();
    Tensor y = Normalization.batch(x, Tensor.of(2.0), Tensor.of(0.25), 1e-5, placement).result();

    assertEquals(Tensor.of(new double[][] {{0.25}, {0.25}, {0.25}}), y.detach());
    Tensor gradient = y.mul(Tensor.of(new double[][] {{3}, {0}, {0}})).sum().backward().of(x);
    double r = placement == EpsilonPlacement.INSIDE_ROOT ? 1 / Math.sqrt(1e-5) : 1e5;
    assertTrue(gradient.isClose(Tensor.of(new double[][] {{4 * r}, {-2 * r}, {-2 * r}}), 1e-12, 0));
  }

  @Test
  void mapsChannels() {
    Tensor[] constants = {Tensor.of(1.0, -1), Tensor.of(2.0, 0.5), Tensor.of(0.0, 3)};
    Tensor y =
        Normalization.mapChannels(
            Tensor.of(new double[][] {{1, 2}, {3, 5}}), constants[0], constants[1], constants[2]);

    assertEquals(Tensor.of(new double[][] {{0, 4.5}, {4, 6}}), y);
    GradCheck check =
        GradCheck.of(in -> Normalization.mapChannels(in[0], in[1], in[2], in[3]).square().sum());
    check.checkSecondOrder(normal("x", Shape.of(3, 2)), constants[0], constants[1], constants[2]);
    check.checkSecondOrder(
        normal("x", Shape.of(2, 2, 3)), constants[0], constants[1], constants[2]);
  }

  @Test
  void dividesByTheResponseOfNeighbours() {
    // One position, channels 1, 2, 3, 4; windows of 3; beta 1, k 0: y = x · 3 / (alpha · Σ x²).
    Tensor x = Tensor.of(new double[][] {{1, 2, 3, 4}});
    Tensor y = Normalization.localResponse(x, 3, 3, 1, 0);

    assertTrue(
        y.isClose(Tensor.of(new double[][] {{1 / 5.0, 2 / 14.0, 3 / 29.0, 4 / 25.0}}), 1e-15, 0));
    GradCheck.of(in -> Normalization.localResponse(in[0], 2, 0.5, 0.75, 1).square().sum())
        .checkSecondOrder(normal("x", Shape.of(2, 3, 2)));
  }

  @Test
  void refusesWhatDoesNotFit() {
    Tensor x = Tensor.zeros(2, 6, 3);
    Tensor three = Tensor.zeros(3);
    Tensor six = Tensor.zeros(6);

    assertEquals(
        "[batch-norm] the constants do not fit the channels: expected (6), got (3). Shapes: (2, 6,"
            + " 3), (3).",
        message(() -> Normalization.batch(x, three, three, EPSILON, EpsilonPlacement.INSIDE_ROOT)));
    assertEquals(
        "[batch-norm] the input has no channels: expected (examples, channels, …), got (6).",
        message(() -> Normalization.batch(six, six, six, EPSILON, EpsilonPlacement.INSIDE_ROOT)));
    assertEquals(
        "[group-norm] the channels do not divide into groups: expected a multiple of 4 at axis 1,"
            + " got 6. Shape: (2, 6, 3).",
        message(() -> Normalization.group(x, 4, six, six, EPSILON)));
    assertEquals(
        "[layer-norm] gain and shift do not fit the input: expected the last sizes of the input,"
            + " got (6) and (6). Shapes: (2, 6, 3), (6), (6).",
        message(() -> Normalization.layer(x, six, six, EPSILON)));
    DTypeException type =
        assertThrows(
            DTypeException.class, () -> Normalization.rms(x, three.cast(DType.FLOAT64), EPSILON));
    assertEquals(
        "[rms-norm] wrong element type: expected equal types (cast converts), got FLOAT32 and"
            + " FLOAT64 and FLOAT64.",
        type.getMessage());
    IllegalArgumentException epsilon =
        assertThrows(IllegalArgumentException.class, () -> Normalization.rms(x, three, -1));
    assertEquals(
        "[rms-norm] epsilon is out of range: expected a finite number ≥ 0, got -1.0.",
        epsilon.getMessage());
  }

  @Test
  void refusesGainsThatAreNoLengths() {
    String expected =
        "[weight-norm] the gain does not fit the weight: expected the sizes of the weight, but 1"
            + " along the axes of the norm, or a scalar, got %s. Shapes: %s, %s.";
    assertGain(expected, Shape.of(3, 4), Shape.of(3, 4));
    assertGain(expected, Shape.of(3, 4), Shape.of(4));
    assertGain(expected, Shape.of(1, 4), Shape.of(3, 1));
  }

  private static void assertGain(String expected, Shape weight, Shape gain) {
    Tensor v = normal("v", weight);
    assertEquals(
        expected.formatted(gain, weight, gain),
        message(() -> Normalization.weight(v, Tensor.ones(DType.FLOAT64, gain))));
  }

  @ParameterizedTest
  @EnumSource
  void constantChannelsHaveSecondDerivativesInFloat32(EpsilonPlacement placement) {
    // Channel 0 is constant, channel 1 is not.
    Tensor x = Tensor.of(new float[] {1, 1, 1, 2, 1, 4, 1, 8}, Shape.of(4, 2)).tracked();
    Tensor gain = Tensor.ones(2);
    Tensor y = Normalization.batch(x, gain, gain.mul(0), 1e-5, placement).result();
    Tensor upstream = normal("upstream", Shape.of(4, 2)).cast(DType.FLOAT32);
    Tensor first = Backward.of(y.mul(upstream).sum()).differentiable().run().of(x);
    Tensor fused =
        Normalization.batch(x, gain, gain.mul(0), 1e-5, placement)
            .result()
            .mul(upstream)
            .sum()
            .backward()
            .of(x);

    assertTrue(first.detach().isClose(fused, 1e-5, 1e-5));
    Tensor second = first.square().sum().backward().of(x);
    for (float value : second.toFloats()) {
      assertTrue(Float.isFinite(value));
    }
  }

  private static String message(Supplier<?> body) {
    return assertThrows(ShapeException.class, body::get).getMessage();
  }
}
