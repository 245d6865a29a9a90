package org.gradus.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.PRelu;
import org.gradus.layers.attention.MultiHeadAttention;
import org.gradus.layers.convolution.Convolution;
import org.gradus.layers.convolution.TransposedConvolution;
import org.gradus.layers.embedding.Embedding;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.Distribution;
import org.gradus.layers.initialization.Glorot;
import org.gradus.layers.initialization.He;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.initialization.Normal;
import org.gradus.layers.initialization.Uniform;
import org.gradus.layers.linear.Bilinear;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Initialization;
import org.gradus.layers.module.Initialization.Target;
import org.gradus.layers.module.Module;
import org.gradus.layers.normalization.BatchNorm;
import org.gradus.layers.normalization.GroupNorm;
import org.gradus.layers.normalization.LayerNorm;
import org.gradus.layers.recurrent.Elman;
import org.gradus.layers.recurrent.Gru;
import org.gradus.layers.recurrent.Lstm;
import org.gradus.layers.recurrent.PytorchWeights;
import org.gradus.layers.recurrent.Recurrent;
import org.gradus.layers.recurrent.RecurrentCell;

/** Of the family {@code initializers}: what layers start with by default. */
final class LayerDefaults {
  /** Builds a layer of a case in a construction. */
  private static final Map<String, Function<Arguments, Function<Construction, Module>>> LAYERS =
      Map.ofEntries(
          Map.entry("Linear", LayerDefaults::linear),
          Map.entry("Conv1d", in -> convolution(in, 1)),
          Map.entry("Conv2d", in -> convolution(in, 2)),
          Map.entry("ConvTranspose2d", LayerDefaults::transposed),
          Map.entry("Bilinear", LayerDefaults::bilinear),
          Map.entry("Embedding", LayerDefaults::embedding),
          Map.entry("RNN", in -> recurrent(in, Elman.of(in.integer("hidden_size")))),
          Map.entry("LSTM", in -> recurrent(in, Lstm.of(in.integer("hidden_size")))),
          Map.entry("GRU", in -> recurrent(in, Gru.of(in.integer("hidden_size")))),
          Map.entry("BatchNorm2d", in -> single(BatchNorm.create(), Shape.of(2, 3, 4, 4))),
          Map.entry("LayerNorm", in -> single(LayerNorm.create(), Shape.of(2, 4))),
          Map.entry("GroupNorm", in -> single(GroupNorm.of(2), Shape.of(2, 4, 3))),
          Map.entry("MultiheadAttention", LayerDefaults::attention),
          Map.entry("PReLU", in -> single(PRelu.perChannel(), Shape.of(1, 2))));

  private LayerDefaults() {}

  /** Returns standard deviations, and bounds of uniform distributions, by parameter. */
  static Map<String, Tensor> distributions(Arguments in) {
    Map<String, Tensor> results = new LinkedHashMap<>();
    Initialization observed =
        Initialization.asConfigured()
            .where(
                target -> {
                  String name = PytorchWeights.nameOf(target.path());
                  described(target).forEach((key, value) -> results.put(name + "." + key, value));
                  return false;
                },
                new Normal(0, 1));
    build(in, observed);
    return in.text("layer").equals("MultiheadAttention") ? bounds(results) : results;
  }

  /** Returns the bounds alone, by PyTorch's names, which join the projections of query and keys. */
  private static Map<String, Tensor> bounds(Map<String, Tensor> results) {
    Map<String, Tensor> joined = new LinkedHashMap<>();
    results.forEach(
        (name, value) -> {
          if (name.endsWith(".bound")) {
            String joint = name.replaceFirst("^(query|key|value)[./]", "in_proj_");
            Tensor before = joined.put(joint.replaceFirst("^output[./]", "out_proj."), value);
            if (before != null && !before.equals(value)) {
              throw new AssertionError(name + " starts otherwise than " + joint);
            }
          }
        });
    return joined;
  }

  private static Map<String, Tensor> described(Target target) {
    Initializer initializer = target.configured();
    if (initializer instanceof He he) {
      return Initializers.described(he, target.fans());
    }
    if (initializer instanceof Glorot glorot) {
      double bound = glorot.bound(target.fans());
      return Initializers.described(
          glorot.distribution(), glorot.standardDeviation(target.fans()), bound);
    }
    if (initializer instanceof Constant constant && constant.value() == 0) {
      return Initializers.described(Distribution.UNIFORM, 0, 0);
    }
    if (initializer instanceof Normal normal && normal.mean() == 0) {
      double deviation = normal.standardDeviation();
      return Initializers.described(Distribution.NORMAL, deviation, Double.POSITIVE_INFINITY);
    }
    if (initializer instanceof Uniform uniform && uniform.low() == -uniform.high()) {
      double deviation = uniform.high() / Math.sqrt(3);
      return Initializers.described(Distribution.UNIFORM, deviation, uniform.high());
    }
    throw new NotCoveredException("initializer", String.valueOf(initializer));
  }

  /** Returns the values of parameters and buffers that do not start at random. */
  static Map<String, Tensor> constants(Arguments in) {
    Module module = build(in, Initialization.asConfigured());
    Map<String, Tensor> results = new LinkedHashMap<>();
    module.parameters().forEach((path, value) -> results.put(path, value.tensor().detach()));
    module
        .buffers()
        .forEach((path, value) -> results.put(PytorchNames.withinLayer(path), value.tensor()));
    return results;
  }

  private static Module build(Arguments in, Initialization initialization) {
    String layer = in.text("layer");
    Function<Arguments, Function<Construction, Module>> builder = LAYERS.get(layer);
    if (builder == null) {
      throw new NotCoveredException("layer", layer);
    }
    Construction construction = Construction.of(in.dtype(), RandomSource.of(1));
    return builder.apply(in).apply(construction.with(initialization));
  }

  private static Function<Construction, Module> single(Module module, Shape input) {
    return construction -> {
      construction.build(module, input);
      return module;
    };
  }

  private static Function<Construction, Module> recurrent(Arguments in, RecurrentCell cell) {
    return single(Recurrent.of(cell), Shape.of(2, 3, in.integer("input_size")));
  }

  private static Function<Construction, Module> attention(Arguments in) {
    Shape input = Shape.of(1, 2, in.integer("embed_dim"));
    return single(MultiHeadAttention.of(in.integer("num_heads")), input);
  }

  private static Function<Construction, Module> linear(Arguments in) {
    Linear layer = Linear.of(in.integer("out_features"));
    boolean bias = !in.has("bias") || in.flag("bias");
    Shape input = Shape.of(1, in.integer("in_features"));
    return single(bias ? layer : layer.withoutBias(), input);
  }

  private static Function<Construction, Module> bilinear(Arguments in) {
    Bilinear layer = Bilinear.of(in.integer("out_features"));
    Shape first = Shape.of(1, in.integer("in1_features"));
    Shape second = Shape.of(1, in.integer("in2_features"));
    return construction -> {
      layer.build(first, second, construction);
      return layer;
    };
  }

  private static Function<Construction, Module> embedding(Arguments in) {
    Embedding layer = Embedding.of(in.integer("num_embeddings"), in.integer("embedding_dim"));
    return single(layer, Shape.of(1));
  }

  private static Function<Construction, Module> convolution(Arguments in, int axes) {
    int groups = in.has("groups") ? in.integer("groups") : 1;
    int[] kernel = kernel(in, axes);
    Convolution layer = Convolution.of(in.integer("out_channels"), kernel).withGroups(groups);
    return single(layer, image(in, axes));
  }

  private static Function<Construction, Module> transposed(Arguments in) {
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
