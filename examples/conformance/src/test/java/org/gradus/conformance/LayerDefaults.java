package org.gradus.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.PRelu;
import org.gradus.layers.convolution.Convolution;
import org.gradus.layers.convolution.TransposedConvolution;
import org.gradus.layers.embedding.Embedding;
import org.gradus.layers.initialization.Distribution;
import org.gradus.layers.initialization.He;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.initialization.Normal;
import org.gradus.layers.linear.Bilinear;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Initialization;
import org.gradus.layers.module.Initialization.Target;
import org.gradus.layers.module.Module;

/** Of the family {@code initializers}: what layers start with by default. */
final class LayerDefaults {
  /** Builds a layer of a case in a construction. */
  private static final Map<String, Function<Arguments, Consumer<Construction>>> LAYERS =
      Map.of(
          "Linear", LayerDefaults::linear,
          "Conv1d", in -> convolution(in, 1),
          "Conv2d", in -> convolution(in, 2),
          "ConvTranspose2d", LayerDefaults::transposed,
          "Bilinear", LayerDefaults::bilinear,
          "Embedding", LayerDefaults::embedding,
          "PReLU", in -> single(PRelu.perChannel(), Shape.of(1, 2)));

  private LayerDefaults() {}

  /** Returns standard deviations, and bounds of uniform distributions, by parameter. */
  static Map<String, Tensor> distributions(Arguments in) {
    Map<String, Tensor> results = new LinkedHashMap<>();
    build(
        in,
        target ->
            described(target)
                .forEach((key, value) -> results.put(target.path() + "." + key, value)));
    return results;
  }

  private static Map<String, Tensor> described(Target target) {
    Initializer initializer = target.configured();
    if (initializer instanceof He he) {
      return Initializers.described(he, target.fans());
    }
    if (initializer instanceof Normal normal && normal.mean() == 0) {
      double deviation = normal.standardDeviation();
      return Initializers.described(Distribution.NORMAL, deviation, Double.POSITIVE_INFINITY);
    }
    throw new NotCoveredException("initializer", String.valueOf(initializer));
  }

  /** Returns the values of parameters that do not start at random. */
  static Map<String, Tensor> constants(Arguments in) {
    Map<String, Tensor> results = new LinkedHashMap<>();
    build(
        in,
        target ->
            results.put(
                target.path(),
                target
                    .configured()
                    .create(in.dtype(), target.shape(), target.fans(), RandomSource.of(1))));
    return results;
  }

  private static void build(Arguments in, Consumer<Target> observer) {
    String layer = in.text("layer");
    Function<Arguments, Consumer<Construction>> builder = LAYERS.get(layer);
    if (builder == null) {
      throw new NotCoveredException("layer", layer);
    }
    Initialization observed =
        Initialization.asConfigured()
            .where(
                target -> {
                  observer.accept(target);
                  return false;
                },
                new Normal(0, 1));
    builder.apply(in).accept(Construction.of(in.dtype(), RandomSource.of(1)).with(observed));
  }

  private static Consumer<Construction> single(Module module, Shape input) {
    return construction -> construction.build(module, input);
  }

  private static Consumer<Construction> linear(Arguments in) {
    Linear layer = Linear.of(in.integer("out_features"));
    boolean bias = !in.has("bias") || in.flag("bias");
    Shape input = Shape.of(1, in.integer("in_features"));
    return single(bias ? layer : layer.withoutBias(), input);
  }

  private static Consumer<Construction> bilinear(Arguments in) {
    Bilinear layer = Bilinear.of(in.integer("out_features"));
    Shape first = Shape.of(1, in.integer("in1_features"));
    Shape second = Shape.of(1, in.integer("in2_features"));
    return construction -> layer.build(first, second, construction);
  }

  private static Consumer<Construction> embedding(Arguments in) {
    Embedding layer = Embedding.of(in.integer("num_embeddings"), in.integer("embedding_dim"));
    return single(layer, Shape.of(1));
  }

  private static Consumer<Construction> convolution(Arguments in, int axes) {
    int groups = in.has("groups") ? in.integer("groups") : 1;
    int[] kernel = kernel(in, axes);
    Convolution layer = Convolution.of(in.integer("out_channels"), kernel).withGroups(groups);
    return single(layer, image(in, axes));
  }

  private static Consumer<Construction> transposed(Arguments in) {
    int out = in.integer("out_channels");
    return single(TransposedConvolution.of(out, kernel(in, 2)), image(in, 2));
  }

  private static int[] kernel(Arguments in, int axes) {
    int[] given = in.integers("kernel_size");
    return given.length == axes ? given : IntStream.generate(() -> given[0]).limit(axes).toArray();
  }

  private static Shape image(Arguments in, int axes) {
    int channels = in.integer("in_channels");
    return axes == 1 ? Shape.of(1, channels, 8) : Shape.of(1, channels, 8, 8);
  }
}
