package org.gradus.conformance;

import java.util.function.Function;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.Celu;
import org.gradus.layers.activation.Elu;
import org.gradus.layers.activation.Gelu;
import org.gradus.layers.activation.Glu;
import org.gradus.layers.activation.HardShrink;
import org.gradus.layers.activation.HardSigmoid;
import org.gradus.layers.activation.HardSwish;
import org.gradus.layers.activation.HardTanh;
import org.gradus.layers.activation.LeakyRelu;
import org.gradus.layers.activation.LogSigmoid;
import org.gradus.layers.activation.LogSoftmax;
import org.gradus.layers.activation.Mish;
import org.gradus.layers.activation.PRelu;
import org.gradus.layers.activation.RRelu;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.activation.Relu6;
import org.gradus.layers.activation.Selu;
import org.gradus.layers.activation.Sigmoid;
import org.gradus.layers.activation.Silu;
import org.gradus.layers.activation.SoftShrink;
import org.gradus.layers.activation.Softmax;
import org.gradus.layers.activation.Softmin;
import org.gradus.layers.activation.Softplus;
import org.gradus.layers.activation.Softsign;
import org.gradus.layers.activation.Swish;
import org.gradus.layers.activation.Tanh;
import org.gradus.layers.activation.TanhShrink;
import org.gradus.layers.activation.Threshold;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/** The family {@code activations}, each as a module. */
final class Activations {
  private final Operations operations = new Operations();

  private Activations() {}

  static Family family() {
    Activations family = new Activations();
    family.rectifiers();
    family.smooth();
    family.bounded();
    family.shrinking();
    family.alongAxes();
    return family.operations;
  }

  private void module(String op, Function<Arguments, Module> maker) {
    operations.one(
        op, in -> in.built(maker.apply(in), in.x().shape()).forward(in.x(), Context.eval()));
  }

  private void rectifiers() {
    module("relu", in -> new Relu());
    module("relu6", in -> new Relu6());
    module("leaky_relu", in -> new LeakyRelu(in.number("negative_slope")));
    module("prelu", Activations::parametric);
    module("rrelu", Activations::randomized);
    module("elu", in -> new Elu(in.number("alpha")));
    module("celu", in -> new Celu(in.number("alpha")));
    module("selu", in -> new Selu());
    module("threshold", in -> new Threshold(in.number("threshold"), in.number("value")));
  }

  private static Module parametric(Arguments in) {
    return in.tensor("weight").elements() == 1 ? PRelu.shared() : PRelu.perChannel();
  }

  private static Module randomized(Arguments in) {
    if (in.flag("training")) {
      throw new NotCoveredException("value", "training = true");
    }
    return new RRelu(in.number("lower"), in.number("upper"));
  }

  private void smooth() {
    module("softplus", in -> new Softplus(in.number("beta"), in.number("threshold")));
    module("gelu", Activations::gelu);
    module("silu", in -> new Silu());
    module("swish", in -> Swish.learned(1));
    module("mish", in -> new Mish());
    module("hardswish", in -> new HardSwish());
  }

  private static Module gelu(Arguments in) {
    String approximation = in.text("approximate");
    return switch (approximation) {
      case "none" -> new Gelu();
      case "tanh" -> Gelu.tanh();
      default -> throw new NotCoveredException("value", "approximate = " + approximation);
    };
  }

  private void bounded() {
    module("sigmoid", in -> new Sigmoid());
    module("tanh", in -> new Tanh());
    module("softsign", in -> new Softsign());
    module("logsigmoid", in -> new LogSigmoid());
    module("hardtanh", in -> new HardTanh(in.number("min_val"), in.number("max_val")));
    operations.one("hardsigmoid", Activations::hardSigmoid);
  }

  /**
   * Returns the value with the gradient that the reference has: PyTorch 1.13.1 computes it with 1/6
   * rounded to float32, in float64 too; ours is exact.
   */
  private static Tensor hardSigmoid(Arguments in) {
    Tensor y = new HardSigmoid().forward(in.x(), Context.eval());
    double rounded = 6 * (double) (1f / 6);
    return y.mul(rounded).add(y.detach().mul(1 - rounded));
  }

  private void shrinking() {
    module("tanhshrink", in -> new TanhShrink());
    module("softshrink", in -> new SoftShrink(in.number("lambd")));
    module("hardshrink", in -> new HardShrink(in.number("lambd")));
  }

  private void alongAxes() {
    module("glu", in -> Glu.along(in.integer("dim")));
    module("softmax", in -> new Softmax(in.integer("dim")));
    module("log_softmax", in -> new LogSoftmax(in.integer("dim")));
    module("softmin", in -> new Softmin(in.integer("dim")));
  }
}
