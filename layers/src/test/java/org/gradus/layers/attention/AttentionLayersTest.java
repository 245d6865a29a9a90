package org.gradus.layers.attention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradus.core.attention.Attended;
import org.gradus.core.attention.AttentionMask;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.Gelu;
import org.gradus.layers.attention.MultiHeadAttention.Sink;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.contract.ModuleContract;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.layers.normalization.LayerNorm;
import org.gradus.layers.normalization.RmsNorm;
import org.gradus.layers.summary.Summary;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

class AttentionLayersTest {
  private static final Shape INPUT = Shape.of(2, 3, 4);
  private static final Plugins PLUGINS = Plugins.load();

  private static TransformerSettings settings() {
    return TransformerSettings.of(2, 3)
        .withAttention(MultiHeadAttention.of(2).withCausalMask())
        .withActivation(new Gelu());
  }

  @TestFactory
  Stream<DynamicTest> keepTheContract() {
    TransformerSettings last =
        settings().withOrder(TransformerSettings.Order.NORM_LAST).withNorm(new RmsNorm.Config());
    return Stream.<Module.Config>of(
            MultiHeadAttention.of(2).config(),
            MultiHeadAttention.of(4).withKeyHeads(2).withoutBias().withCausalMask().config(),
            MultiHeadAttention.of(2).withSink(Sink.LEARNED).config(),
            MultiHeadAttention.of(2).withSink(Sink.ZERO).withDropout(0.5).config(),
            MultiHeadAttention.of(2).withRotary(new RotaryPositions()).config(),
            LearnedPositions.of(5).config(),
            new SinusoidalPositions(),
            new RotaryPositions(100, false),
            new TransformerEncoderBlock.Config(settings()),
            new TransformerEncoderBlock.Config(last.withDropout(0.25)),
            new TransformerDecoderBlock.Config(settings()),
            new TransformerEncoder.Config(2, last, Optional.empty()),
            new TransformerDecoder.Config(1, settings(), Optional.of(new LayerNorm.Config())))
        .map(
            config ->
                DynamicTest.dynamicTest(
                    config.toString(), () -> ModuleContract.check(config, INPUT)));
  }

  private static <M extends Module> M built(M module) {
    module.build(INPUT, Construction.of(DType.FLOAT64, RandomSource.of(1)));
    return module;
  }

  private static Tensor input() {
    double[] values = new double[INPUT.elements()];
    RandomSource.of(2).fillGaussian(values, 0, values.length);
    return Tensor.of(values, INPUT);
  }

  @Test
  void causalAttentionDoesNotSeeTheFuture() {
    MultiHeadAttention attention = built(MultiHeadAttention.of(2).withCausalMask());
    Tensor x = input();

    assertTrue(
        attention
            .forward(x)
            .slice(1, 0, 2)
            .isClose(attention.forward(x.slice(1, 0, 2)), 1e-14, 1e-14));
  }

  @Test
  void returnsWeights() {
    MultiHeadAttention attention = built(MultiHeadAttention.of(2));
    Tensor x = input();
    AttentionMask mask = AttentionMask.ofLengths(3, 3, 1);
    Attended attended = attention.attend(x, x, x, mask, Context.eval());

    assertEquals(Shape.of(2, 2, 3, 3), attended.weights().shape());
    Tensor sums = attended.weights().detach().sum(-1);
    assertTrue(sums.isClose(Tensor.ones(DType.FLOAT64, sums.shape()), 1e-14, 0));
    assertEquals(1, attended.weights().get(1, 0, 2, 0), 1e-14);
    assertTrue(
        attended
            .output()
            .detach()
            .isClose(attention.forward(x, mask, Context.eval()).detach(), 1e-13, 1e-13));
  }

  @Test
  void attentionThatSeesNothingIsTheBiasOfTheOutput() {
    MultiHeadAttention attention = built(MultiHeadAttention.of(2));
    attention.parameters().get("output/bias").set(Tensor.of(1.0, 2, 3, 4));
    Tensor y = attention.forward(input(), AttentionMask.ofLengths(3, 0, 3), Context.eval());

    assertEquals(Tensor.of(1.0, 2, 3, 4), y.detach().select(0, 0).select(0, 1));
  }

  @Test
  void dropsWeightsInTrainingOnly() {
    MultiHeadAttention attention = built(MultiHeadAttention.of(2).withDropout(0.5));
    Tensor x = input();

    assertEquals(attention.forward(x), attention.forward(x));
    assertNotEquals(
        attention.forward(x), attention.forward(x, Context.train(RandomSource.of(1))).detach());
  }

  @Test
  void decodersTakeAMemoryOfAnotherShape() {
    TransformerDecoder decoder =
        TransformerDecoder.of(
            new TransformerDecoder.Config(2, settings(), Optional.empty()), PLUGINS);
    Shape memory = Shape.of(2, 5, 6);
    decoder.build(INPUT, memory, Construction.of(DType.FLOAT64, RandomSource.of(1)));
    Tensor y =
        decoder.forward(
            input(),
            Tensor.ones(DType.FLOAT64, memory),
            AttentionMask.none(),
            AttentionMask.ofLengths(5, 2, 5),
            Context.eval());

    assertEquals(INPUT, y.shape());
    assertEquals(Shape.of(4, 6), decoder.parameters().get("1/memory-attention/key/weight").shape());
  }

  @Test
  void wavesTellPositions() {
    Tensor y = new SinusoidalPositions().forward(Tensor.zeros(1, 2, 4));

    assertEquals(Tensor.of(0f, 1, 0, 1), y.select(1, 0).reshape(4));
    assertTrue(
        y.select(1, 1)
            .reshape(4)
            .isClose(
                Tensor.of(
                    (float) Math.sin(1),
                    (float) Math.cos(1),
                    (float) Math.sin(0.01),
                    (float) Math.cos(0.01)),
                1e-6,
                0));
  }

  @Test
  void countParametersAndProducts() {
    Module block =
        TransformerEncoderBlock.of(new TransformerEncoderBlock.Config(settings()), PLUGINS);
    block.build(INPUT, RandomSource.of(1));
    Summary summary = Summary.of(block, INPUT);

    // Four projections of 4·4 + 4, two norms of 8, two layers of 4·3 + 3 and 3·4 + 4.
    assertEquals(4 * 20 + 2 * 8 + 15 + 16, summary.parameters());
    // Six steps: projections, scores and sums of values, layers, and norms.
    assertEquals(6 * (4 * 16) + 2 * 2 * 3 * 3 * 4 + 6 * 24 + 2 * 24, summary.multiplyAdds());
    assertEquals(
        List.of("attention", "attention-norm", "inner", "activation", "outer", "norm"),
        List.copyOf(block.children().keySet()));
  }

  @Test
  void refuseWhatDoesNotFit() {
    Module network = Sequential.of(MultiHeadAttention.of(3));
    ShapeException heads =
        assertThrows(ShapeException.class, () -> network.build(INPUT, RandomSource.of(1)));
    assertEquals(
        "[multi-head-attention] query, key and value do not fit: expected three axes (N, steps,"
            + " features), and features of the query that are a multiple of 3, got other shapes."
            + " Shapes: (2, 3, 4), (2, 3, 4), (2, 3, 4). At 0.",
        heads.getMessage());
    MultiHeadAttention attention = built(MultiHeadAttention.of(2));
    Tensor x = input();
    AttentionMask wrong = AttentionMask.ofLengths(4, 2, 2);
    ShapeException mask =
        assertThrows(ShapeException.class, () -> attention.forward(x, wrong, Context.eval()));
    assertEquals(
        "[attention-mask] the mask does not fit (examples, heads, queries, keys): expected (2, 2,"
            + " 3, 3), or 1 instead of a size, got (2, 1, 1, 4).",
        mask.getMessage());
    LearnedPositions positions = LearnedPositions.of(2);
    ShapeException length =
        assertThrows(ShapeException.class, () -> positions.build(INPUT, RandomSource.of(1)));
    assertEquals(
        "[learned-positions] the input does not fit: expected (N, T, C), T at most 2, got (2, 3,"
            + " 4).",
        length.getMessage());
    IllegalArgumentException keyHeads =
        assertThrows(
            IllegalArgumentException.class, () -> MultiHeadAttention.of(4).withKeyHeads(3));
    assertEquals(
        "[multi-head-attention] keyHeads is out of range: expected a divisor of the 4 heads, got"
            + " 3.",
        keyHeads.getMessage());
  }

  @Test
  void queriesThatContinueASequenceKeepTheirPositions() {
    MultiHeadAttention attention =
        built(MultiHeadAttention.of(2).withCausalMask().withRotary(new RotaryPositions()));
    Tensor x = input();
    Tensor last = x.slice(1, 1, 3);

    assertTrue(
        attention
            .forward(last, x, x, AttentionMask.none(), Context.eval())
            .isClose(attention.forward(x).slice(1, 1, 3), 0, 1e-14));
  }

  @Test
  void attentionToAMemoryIsNeitherCausalNorRotary() {
    TransformerSettings settings =
        TransformerSettings.of(2, 3)
            .withAttention(
                MultiHeadAttention.of(2).withCausalMask().withRotary(new RotaryPositions()));

    assertEquals(new MultiHeadAttention.Config(2), settings.crossAttention());
  }

  @Test
  void everyQuerySeesTheSink() {
    // Three queries of two keys: the first one sees nothing but the sink.
    MultiHeadAttention attention =
        built(MultiHeadAttention.of(2).withCausalMask().withSink(Sink.ZERO));
    Tensor x = input();
    Tensor keys = x.slice(1, 0, 2);
    Tensor weights =
        attention.attend(x, keys, keys, AttentionMask.none(), Context.eval()).weights().detach();

    assertEquals(Shape.of(2, 2, 3, 3), weights.shape());
    assertEquals(Tensor.of(1.0, 0, 0), weights.select(0, 0).select(0, 0).select(0, 0));
  }

  @Test
  void refuseOtherFeatures() {
    LearnedPositions positions = built(LearnedPositions.of(5));
    assertEquals(
        "[learned-positions] the input does not fit: expected (N, T, 4), T at most 5, got (2, 3, 1).",
        refused(() -> positions.forward(Tensor.zeros(DType.FLOAT64, Shape.of(2, 3, 1)))));
    SinusoidalPositions waves = new SinusoidalPositions();
    String misfit =
        "[sinusoidal-positions] the input does not fit: expected (N, T, C), got (6, 4).";
    assertEquals(misfit, refused(() -> waves.build(Shape.of(6, 4), RandomSource.of(1))));
    assertEquals(misfit, refused(() -> waves.forward(Tensor.zeros(6, 4))));
    MultiHeadAttention odd = MultiHeadAttention.of(2).withRotary(new RotaryPositions());
    assertEquals(
        "[multi-head-attention] rotary positions turn pairs of a head's features: expected an even"
            + " number of features for each of 2 heads, got 3. Shape: (2, 3, 6).",
        refused(() -> odd.build(Shape.of(2, 3, 6), RandomSource.of(1))));
  }

  private static String refused(Executable body) {
    return assertThrows(ShapeException.class, body).getMessage();
  }
}
