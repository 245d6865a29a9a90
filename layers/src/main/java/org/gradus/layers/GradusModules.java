package org.gradus.layers;

import java.util.List;
import java.util.function.Function;
import org.gradus.core.plugin.Component;
import org.gradus.layers.activation.Celu;
import org.gradus.layers.activation.Elu;
import org.gradus.layers.activation.Gelu;
import org.gradus.layers.activation.Glu;
import org.gradus.layers.activation.HardShrink;
import org.gradus.layers.activation.HardSigmoid;
import org.gradus.layers.activation.HardSwish;
import org.gradus.layers.activation.HardTanh;
import org.gradus.layers.activation.Identity;
import org.gradus.layers.activation.LeakyRelu;
import org.gradus.layers.activation.LogSigmoid;
import org.gradus.layers.activation.LogSoftmax;
import org.gradus.layers.activation.Maxout;
import org.gradus.layers.activation.Mish;
import org.gradus.layers.activation.PRelu;
import org.gradus.layers.activation.RRelu;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.activation.Relu6;
import org.gradus.layers.activation.Selu;
import org.gradus.layers.activation.Sigmoid;
import org.gradus.layers.activation.Silu;
import org.gradus.layers.activation.Sine;
import org.gradus.layers.activation.SoftShrink;
import org.gradus.layers.activation.Softmax;
import org.gradus.layers.activation.Softmin;
import org.gradus.layers.activation.Softplus;
import org.gradus.layers.activation.Softsign;
import org.gradus.layers.activation.SquaredRelu;
import org.gradus.layers.activation.Swish;
import org.gradus.layers.activation.Tanh;
import org.gradus.layers.activation.TanhShrink;
import org.gradus.layers.activation.Threshold;
import org.gradus.layers.attention.AdditiveAttention;
import org.gradus.layers.attention.LearnedPositions;
import org.gradus.layers.attention.MultiHeadAttention;
import org.gradus.layers.attention.MultiplicativeAttention;
import org.gradus.layers.attention.RotaryPositions;
import org.gradus.layers.attention.SinusoidalPositions;
import org.gradus.layers.attention.TransformerDecoder;
import org.gradus.layers.attention.TransformerDecoderBlock;
import org.gradus.layers.attention.TransformerEncoder;
import org.gradus.layers.attention.TransformerEncoderBlock;
import org.gradus.layers.container.Parallel;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.convolution.Convolution;
import org.gradus.layers.convolution.TransposedConvolution;
import org.gradus.layers.embedding.Embedding;
import org.gradus.layers.embedding.EmbeddingBag;
import org.gradus.layers.linear.Bilinear;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.ModuleProvider;
import org.gradus.layers.normalization.SpectralNorm;
import org.gradus.layers.normalization.WeightNorm;
import org.gradus.layers.pooling.AdaptiveAveragePooling;
import org.gradus.layers.pooling.AdaptiveMaxPooling;
import org.gradus.layers.pooling.AveragePooling;
import org.gradus.layers.pooling.GlobalAveragePooling;
import org.gradus.layers.pooling.GlobalMaxPooling;
import org.gradus.layers.pooling.MaxPooling;
import org.gradus.layers.recurrent.Elman;
import org.gradus.layers.recurrent.Gru;
import org.gradus.layers.recurrent.Lstm;
import org.gradus.layers.recurrent.Recurrent;
import org.gradus.layers.resampling.ConstantPadding;
import org.gradus.layers.resampling.Padding;
import org.gradus.layers.resampling.Resizing;
import org.gradus.layers.resampling.Upsampling;
import org.gradus.layers.residual.Residual;
import org.gradus.layers.residual.ResidualBlock;
import org.gradus.layers.residual.ZeroPaddedShortcut;
import org.gradus.layers.shaping.Flatten;
import org.gradus.layers.shaping.Fold;
import org.gradus.layers.shaping.PixelShuffle;
import org.gradus.layers.shaping.PixelUnshuffle;
import org.gradus.layers.shaping.Unflatten;
import org.gradus.layers.shaping.Unfold;

/**
 * Lists this library's modules, but for the normalizers. Found by the registry; nobody else needs
 * it.
 */
public final class GradusModules implements ModuleProvider {
  /** Creates the provider. */
  public GradusModules() {}

  @Override
  public String namespace() {
    return "gradus";
  }

  @Override
  public List<Component<? extends Module, ?>> components() {
    return List.of(
        Component.of("additive-attention", AdditiveAttention.Config.class, AdditiveAttention::new),
        Component.of(
            "multiplicative-attention",
            MultiplicativeAttention.Config.class,
            MultiplicativeAttention::new),
        Component.of("elman", Elman.Config.class, Elman::new),
        Component.of("gru", Gru.Config.class, Gru::new),
        Component.of("bilinear", Bilinear.Config.class, Bilinear::new),
        Component.of("embedding", Embedding.Config.class, Embedding::new),
        Component.of("embedding-bag", EmbeddingBag.Config.class, EmbeddingBag::new),
        Component.of("linear", Linear.Config.class, Linear::new),
        Component.of("lstm", Lstm.Config.class, Lstm::new),
        Component.composite("recurrent", Recurrent.Config.class, Recurrent::of),
        Component.composite("sequential", Sequential.Config.class, Sequential::of),
        Component.composite("parallel", Parallel.Config.class, Parallel::of),
        Component.composite("residual", Residual.Config.class, Residual::of),
        Component.composite("residual-block", ResidualBlock.Config.class, ResidualBlock::of),
        record("zero-padded-shortcut", ZeroPaddedShortcut.class),
        Component.of("prelu", PRelu.Config.class, PRelu::new),
        Component.composite("spectral-norm", SpectralNorm.Config.class, SpectralNorm::of),
        Component.of("swish", Swish.Config.class, Swish::new),
        Component.of("convolution", Convolution.Config.class, Convolution::new),
        Component.of(
            "transposed-convolution",
            TransposedConvolution.Config.class,
            TransposedConvolution::new),
        record("adaptive-average-pooling", AdaptiveAveragePooling.class),
        record("adaptive-max-pooling", AdaptiveMaxPooling.class),
        record("average-pooling", AveragePooling.class),
        record("constant-padding", ConstantPadding.class),
        record("flatten", Flatten.class),
        record("fold", Fold.class),
        record("global-average-pooling", GlobalAveragePooling.class),
        record("global-max-pooling", GlobalMaxPooling.class),
        record("max-pooling", MaxPooling.class),
        record("padding", Padding.class),
        record("pixel-shuffle", PixelShuffle.class),
        record("pixel-unshuffle", PixelUnshuffle.class),
        record("resizing", Resizing.class),
        record("unflatten", Unflatten.class),
        record("unfold", Unfold.class),
        record("upsampling", Upsampling.class),
        Component.of("learned-positions", LearnedPositions.Config.class, LearnedPositions::new),
        Component.of(
            "multi-head-attention", MultiHeadAttention.Config.class, MultiHeadAttention::new),
        record("rotary-positions", RotaryPositions.class),
        record("sinusoidal-positions", SinusoidalPositions.class),
        Component.composite(
            "transformer-decoder", TransformerDecoder.Config.class, TransformerDecoder::of),
        Component.composite(
            "transformer-decoder-block",
            TransformerDecoderBlock.Config.class,
            TransformerDecoderBlock::of),
        Component.composite(
            "transformer-encoder", TransformerEncoder.Config.class, TransformerEncoder::of),
        Component.composite(
            "transformer-encoder-block",
            TransformerEncoderBlock.Config.class,
            TransformerEncoderBlock::of),
        Component.composite("weight-norm", WeightNorm.Config.class, WeightNorm::of),
        record("celu", Celu.class),
        record("elu", Elu.class),
        record("gelu", Gelu.class),
        record("glu", Glu.class),
        record("hard-shrink", HardShrink.class),
        record("hard-sigmoid", HardSigmoid.class),
        record("hard-swish", HardSwish.class),
        record("hard-tanh", HardTanh.class),
        record("identity", Identity.class),
        record("leaky-relu", LeakyRelu.class),
        record("log-sigmoid", LogSigmoid.class),
        record("log-softmax", LogSoftmax.class),
        record("maxout", Maxout.class),
        record("mish", Mish.class),
        record("rrelu", RRelu.class),
        record("relu", Relu.class),
        record("relu6", Relu6.class),
        record("selu", Selu.class),
        record("sigmoid", Sigmoid.class),
        record("silu", Silu.class),
        record("sine", Sine.class),
        record("soft-shrink", SoftShrink.class),
        record("softmax", Softmax.class),
        record("softmin", Softmin.class),
        record("softplus", Softplus.class),
        record("softsign", Softsign.class),
        record("squared-relu", SquaredRelu.class),
        record("tanh", Tanh.class),
        record("tanh-shrink", TanhShrink.class),
        record("threshold", Threshold.class));
  }

  /** Returns a module that is its own config. */
  private static <M extends Record & Module & Module.Config> Component<M, M> record(
      String name, Class<M> type) {
    return Component.of(name, type, Function.identity());
  }
}
