package org.gradus.conformance;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.random.PhiloxRandom;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.initialization.Dirac;
import org.gradus.layers.initialization.Distribution;
import org.gradus.layers.initialization.FanMode;
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.initialization.Gain;
import org.gradus.layers.initialization.Glorot;
import org.gradus.layers.initialization.He;
import org.gradus.layers.initialization.Identity;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.initialization.Orthogonal;
import org.gradus.layers.initialization.Sparse;
import org.gradus.layers.initialization.TruncatedNormal;

/**
 * The family {@code initializers}: the numbers that describe a distribution where an initializer
 * knows them, otherwise the moments of a large sample or what its tensor must be like.
 */
final class Initializers implements Family {
  private static final int SAMPLES = 100_000;

  /** Standard errors of mean, deviation and quartiles of the sample are below 0.006 σ. */
  private static final double SAMPLING = 0.03;

  private static final Map<String, Function<Arguments, Map<String, Tensor>>> TABLE =
      Map.ofEntries(
          Map.entry("calculate_gain", in -> Map.of("output", number(gain(in, "param")))),
          Map.entry("fans", Initializers::fans),
          Map.entry("he_average_variance", Initializers::averageVariance),
          Map.entry("xavier_uniform", in -> glorot(in, Distribution.UNIFORM)),
          Map.entry("xavier_normal", in -> glorot(in, Distribution.NORMAL)),
          Map.entry("kaiming_uniform", in -> described(he(in, Distribution.UNIFORM), fansOf(in))),
          Map.entry("kaiming_normal", in -> described(he(in, Distribution.NORMAL), fansOf(in))),
          Map.entry("default_initialization", LayerDefaults::distributions),
          Map.entry("default_constants", LayerDefaults::constants),
          Map.entry("trunc_normal", Initializers::truncated),
          Map.entry("orthogonal", Initializers::orthogonal),
          Map.entry("eye", in -> Map.of("output", drawn(new Identity(), in))),
          Map.entry("dirac", in -> Map.of("output", drawn(new Dirac(in.integer("groups")), in))),
          Map.entry("sparse", Initializers::sparse));

  @Override
  public void check(ReferenceCase test, Setting setting) {
    Function<Arguments, Map<String, Tensor>> row = TABLE.get(test.op());
    if (row == null) {
      throw new NotCoveredException("initializer", test.op());
    }
    Arguments in = new Arguments(test, setting.dtype());
    Map<String, Tensor> results = new LinkedHashMap<>(row.apply(in));
    in.requireAllRead();
    Map<String, Expected> expected = test.expected("output");
    results.replaceAll(
        (name, tensor) -> {
          boolean integer = expected.containsKey(name) && expected.get(name).integer();
          return tensor.cast(integer ? DType.INT32 : setting.dtype());
        });
    if (test.op().equals("trunc_normal")) {
      double deviation = expected.get("std").values()[0];
      expected.forEach(
          (name, values) -> {
            Tensor difference = results.get(name).sub(values.tensor(setting.dtype())).abs();
            if (!(difference.max().item() <= SAMPLING * deviation)) {
              throw new AssertionError(name + " of the sample is off by " + difference);
            }
          });
    } else {
      test.check("output", results, setting.dtype());
    }
  }

  private static Tensor number(double value) {
    return Tensor.scalar(value);
  }

  private static Fans fansOf(Arguments in) {
    return Fans.of(shape(in));
  }

  private static Shape shape(Arguments in) {
    return Shape.of(in.integers("shape"));
  }

  private static double gain(Arguments in, String parameter) {
    double slope = in.number(parameter, 0.01);
    String nonlinearity = in.text("nonlinearity");
    return switch (nonlinearity) {
      case "linear", "sigmoid", "conv1d", "conv2d", "conv3d" -> Gain.LINEAR;
      case "conv_transpose1d", "conv_transpose2d", "conv_transpose3d" -> Gain.LINEAR;
      case "tanh" -> Gain.TANH;
      case "relu" -> Gain.RELU;
      case "selu" -> Gain.SELU;
      case "leaky_relu" -> Gain.leakyRelu(slope);
      default -> throw new NotCoveredException("nonlinearity", nonlinearity);
    };
  }

  private static Map<String, Tensor> fans(Arguments in) {
    Fans fans = fansOf(in);
    return Map.of("fan_in", number(fans.in()), "fan_out", number(fans.out()));
  }

  private static Map<String, Tensor> averageVariance(Arguments in) {
    He he = He.uniform().by(FanMode.AVERAGE);
    Map<String, Tensor> results = described(he, fansOf(in));
    results.put("variance", results.get("std").square());
    return results;
  }

  private static Map<String, Tensor> glorot(Arguments in, Distribution distribution) {
    Glorot glorot = new Glorot(distribution, in.number("gain"));
    Fans fans = fansOf(in);
    return described(distribution, glorot.standardDeviation(fans), glorot.bound(fans));
  }

  private static He he(Arguments in, Distribution distribution) {
    String mode = in.text("mode");
    FanMode fan =
        switch (mode) {
          case "fan_in" -> FanMode.FAN_IN;
          case "fan_out" -> FanMode.FAN_OUT;
          default -> throw new NotCoveredException("mode", mode);
        };
    return new He(distribution, fan, gain(in, "a"));
  }

  static Map<String, Tensor> described(He he, Fans fans) {
    return described(he.distribution(), he.standardDeviation(fans), he.bound(fans));
  }

  static Map<String, Tensor> described(Distribution kind, double deviation, double bound) {
    Map<String, Tensor> results = new LinkedHashMap<>();
    results.put("std", number(deviation));
    if (kind == Distribution.UNIFORM) {
      results.put("bound", number(bound));
    }
    return results;
  }

  private static Tensor drawn(Initializer initializer, Arguments in) {
    return initializer.create(in.dtype(), shape(in), PhiloxRandom.of(1));
  }

  private static Map<String, Tensor> truncated(Arguments in) {
    double low = in.number("a");
    double high = in.number("b");
    Initializer initializer = new TruncatedNormal(in.number("mean"), in.number("std"), low, high);
    Shape shape = Shape.of(SAMPLES);
    Fans none = new Fans(shape, 0, 0);
    Tensor sample = initializer.create(in.dtype(), shape, none, PhiloxRandom.of(1));
    if (sample.min().item() < low || sample.max().item() > high) {
      throw new AssertionError("the sample reaches beyond " + low + " and " + high);
    }
    double[] sorted = sample.cast(DType.FLOAT64).toDoubles();
    Arrays.sort(sorted);
    Tensor quartiles = Tensor.of(sorted[SAMPLES / 4], sorted[SAMPLES / 2], sorted[SAMPLES / 4 * 3]);
    return Map.of(
        "mean", sample.mean(),
        "std", Reductions.standardDeviation(sample, 1, false),
        "quartiles", quartiles);
  }

  private static Map<String, Tensor> orthogonal(Arguments in) {
    Tensor weight = drawn(new Orthogonal(in.number("gain")), in);
    Tensor matrix = weight.reshape(weight.size(0), -1);
    Tensor rows = matrix.size(0) <= matrix.size(1) ? matrix : matrix.transpose();
    Tensor gram = rows.matmul(rows.transpose());
    // The Gram matrix is compared, too: where it is diagonal, these are the singular values.
    Tensor singular = Indexing.diagonal(gram, 0, 1).sqrt();
    return Map.of(
        "gram", gram,
        "singular_values", singular,
        "frobenius_norm", Reductions.norm(matrix, 2, false));
  }

  private static Map<String, Tensor> sparse(Arguments in) {
    Tensor weight = drawn(new Sparse(in.number("sparsity"), in.number("std")), in);
    Tensor zero = Tensor.zeros(weight.dtype(), Shape.SCALAR);
    return Map.of("zeros_per_column", weight.eq(zero).sum(0));
  }
}
