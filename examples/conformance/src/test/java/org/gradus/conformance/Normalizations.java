package org.gradus.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.normalization.EpsilonPlacement;
import org.gradus.core.normalization.Normalization;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.convolution.Convolution;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.WeightedLayer;
import org.gradus.layers.normalization.BatchNorm;
import org.gradus.layers.normalization.GroupNorm;
import org.gradus.layers.normalization.InstanceNorm;
import org.gradus.layers.normalization.LayerNorm;
import org.gradus.layers.normalization.LocalResponseNorm;
import org.gradus.layers.normalization.RmsNorm;
import org.gradus.layers.normalization.SpectralNorm;

/** The family {@code normalization}. */
final class Normalizations {
  private static final Map<String, String> SPECTRAL =
      Map.of("layer/weight", "weight_orig", "layer/bias", "bias", "u", "weight_u", "v", "weight_v");

  private Normalizations() {}

  static Family family() {
    return new Operations()
        .many("batch_norm", in -> run(in, batchNorm(in)))
        .many("instance_norm", in -> run(in, instanceNorm(in)))
        .one("layer_norm", Normalizations::layerNorm)
        .one("rms_norm", in -> evaluated(in, rmsNorm(in)))
        .one("group_norm", in -> evaluated(in, groupNorm(in)))
        .one("local_response_norm", in -> evaluated(in, localResponseNorm(in)))
        .one("weight_norm", Normalizations::weightNorm)
        .many("spectral_norm", Normalizations::spectralNorm);
  }

  private static Optional<Initializer> affine(Arguments in, String key, Initializer initializer) {
    return in.flag(key) ? Optional.of(initializer) : Optional.empty();
  }

  private static Context context(Arguments in) {
    return in.flag("training") ? Context.train(RandomSource.of(1)) : Context.eval();
  }

  private static Tensor evaluated(Arguments in, Module module) {
    return in.built(module, in.x().shape()).forward(in.x(), Context.eval());
  }

  private static Optional<Double> momentum(Arguments in) {
    return in.has("momentum") ? Optional.of(in.number("momentum")) : Optional.empty();
  }

  private static Module batchNorm(Arguments in) {
    return new BatchNorm(
        new BatchNorm.Config(
            in.number("eps"),
            EpsilonPlacement.INSIDE_ROOT,
            momentum(in),
            in.flag("track_running_stats"),
            affine(in, "affine", Constant.ones()),
            affine(in, "affine", Constant.zeros())));
  }

  private static Module instanceNorm(Arguments in) {
    Optional<Double> momentum = momentum(in);
    return new InstanceNorm(
        new InstanceNorm.Config(
            in.number("eps"),
            in.flag("track_running_stats") ? momentum : Optional.empty(),
            affine(in, "affine", Constant.ones()),
            affine(in, "affine", Constant.zeros())));
  }

  /** Runs a module of running statistics on one batch, or on x_1, x_2, … one after the other. */
  private static Map<String, Tensor> run(Arguments in, Module module) {
    in.describes("num_features");
    boolean several = in.hasTensor("x_1");
    Tensor first = in.tensor(several ? "x_1" : "x");
    in.built(module, first.shape(), PytorchNames::withinLayer);
    module
        .ownBuffers()
        .forEach(
            (path, buffer) -> {
              String name = PytorchNames.withinLayer(path);
              if (in.hasTensor(name)) {
                buffer.set(in.tensor(name));
              }
            });
    if (!several) {
      return Map.of("output", module.forward(first, context(in)));
    }
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    for (int i = 1; in.hasTensor("x_" + i); i++) {
      outputs.put("y_" + i, module.forward(in.tensor("x_" + i), context(in)));
      String batch = "_" + i;
      module
          .ownBuffers()
          .forEach(
              (path, b) -> in.addState(PytorchNames.withinLayer(path) + batch, b.tensor().copy()));
    }
    return outputs;
  }

  private static Tensor layerNorm(Arguments in) {
    int axes = in.integers("normalized_shape").length;
    double epsilon = in.number("eps");
    boolean affine = in.flag("elementwise_affine");
    if (axes == in.x().rank()) {
      // One set of statistics for all examples is for the operation alone.
      return Normalization.layer(in.x(), in.tensor("weight"), in.tensor("bias"), epsilon);
    }
    LayerNorm layer = LayerNorm.create().withAxes(axes).withEpsilon(epsilon);
    return evaluated(in, affine ? layer : layer.withoutAffine());
  }

  private static Module rmsNorm(Arguments in) {
    in.describes("normalized_shape");
    RmsNorm norm = RmsNorm.create().withEpsilon(in.number("eps"));
    return in.flag("elementwise_affine") ? norm : norm.withoutWeight();
  }

  private static Module groupNorm(Arguments in) {
    in.describes("num_channels");
    GroupNorm norm = GroupNorm.of(in.integer("num_groups")).withEpsilon(in.number("eps"));
    return in.flag("affine") ? norm : norm.withoutAffine();
  }

  private static Module localResponseNorm(Arguments in) {
    return new LocalResponseNorm(
        in.integer("size"), in.number("alpha"), in.number("beta"), in.number("k"));
  }

  /** Returns the weight; the shape of its gains says what {@code dim} says. */
  private static Tensor weightNorm(Arguments in) {
    in.describes("dim");
    return Normalization.weight(in.tensor("weight_v"), in.tensor("weight_g"));
  }

  private static Map<String, Tensor> spectralNorm(Arguments in) {
    in.describes("dim", "eps");
    SpectralNorm module =
        in.built(
            SpectralNorm.of(layer(in)).withIterations(in.integer("n_power_iterations")),
            in.x().shape(),
            SPECTRAL::get);
    module.ownBuffers().get("u").set(in.tensor("weight_u"));
    module.ownBuffers().get("v").set(in.tensor("weight_v"));
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    int passes = in.integer("forwards");
    for (int i = 1; i <= passes; i++) {
      Tensor y = module.forward(in.x(), context(in));
      outputs.put(passes == 1 ? "output" : "y_" + i, y);
    }
    in.addState("weight", module.weight().detach());
    return outputs;
  }

  private static WeightedLayer layer(Arguments in) {
    String layer = in.text("layer");
    Shape weight = in.tensor("weight_orig").shape();
    return switch (layer) {
      case "linear" -> Linear.of(weight.size(0));
      case "conv2d (stride 1, no padding)" ->
          Convolution.of(weight.size(0), weight.size(2), weight.size(3));
      default -> throw new NotCoveredException("layer", layer);
    };
  }
}
