package org.gradus.lecture.activation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.Elu;
import org.gradus.layers.activation.Gelu;
import org.gradus.layers.activation.LeakyRelu;
import org.gradus.layers.activation.PRelu;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.activation.Selu;
import org.gradus.layers.activation.Sigmoid;
import org.gradus.layers.activation.Silu;
import org.gradus.layers.activation.Softplus;
import org.gradus.layers.activation.Swish;
import org.gradus.layers.activation.Tanh;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Lab;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;

/**
 * Draws activation functions: figure 3.13 of Prince, "Understanding deep learning" (2023), and the
 * slopes that saturate or do not.
 *
 * <p>The leaky ReLU is drawn with the slope of the book's curve, about 0.07. The quick form is the
 * same.
 */
public final class ActivationGallery implements Experiment {
  private static final double[] Z = grid(4);
  private static final double[] WIDE = grid(10);
  private static final double ROUNDING = 8 * Math.ulp(1.0);

  /** A function with its name in the legend. */
  private record Curve(String name, Module activation) {}

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new ActivationGallery(), arguments));
  }

  @Override
  public String name() {
    return "activation-gallery";
  }

  @Override
  public String title() {
    return "Activation functions: the gallery of figure 3.13, and the slopes that vanish";
  }

  @Override
  public void run(Lab lab) {
    lab.figure(
        "activations.png",
        new Figure(
            "Activation functions a = f(z)",
            3,
            List.of(
                panel("a) Sigmoid, tanh", of("sigmoid", new Sigmoid()), of("tanh", new Tanh())),
                panel(
                    "b) Leaky and parametric ReLU",
                    of("leaky, 0.07", new LeakyRelu(0.07)),
                    of("parametric, 0.25", PRelu.shared())),
                panel(
                    "c) Softplus, GELU, SiLU",
                    of("softplus", new Softplus()),
                    of("GELU", new Gelu()),
                    of("SiLU", new Silu())),
                panel("d) ELU", of("α = 0.5", new Elu(0.5)), of("α = 1", new Elu(1))),
                panel("e) SELU", of("SELU", new Selu())),
                panel("f) Swish", swish(0.4), swish(1), swish(1.4)))));
    lab.figure("slopes.png", new Figure("What the backward pass is multiplied by", slopes()));
    claimSaturation(lab);
    claimValues(lab);
  }

  private static Curve of(String name, Module activation) {
    Construction.of(DType.FLOAT64, RandomSource.of(0)).build(activation, Tensor.of(Z).shape());
    return new Curve(name, activation);
  }

  private static Curve swish(double beta) {
    return of("β = " + beta, Swish.fixed(beta));
  }

  private static double[] grid(int end) {
    return IntStream.rangeClosed(-100 * end, 100 * end).mapToDouble(i -> i / 100.0).toArray();
  }

  private static LinePanel panel(String title, Curve... curves) {
    LinePanel panel = new LinePanel(title, "z", "a").horizontally(-4, 4).vertically(-2, 2);
    for (int i = 0; i < curves.length; i++) {
      double[] values = values(curves[i].activation, Z);
      panel.line(curves[i].name, Z, values, Palette.ofSeries(i));
    }
    return panel;
  }

  private static List<LinePanel> slopes() {
    LinePanel once = new LinePanel("One layer", "z", "da / dz").horizontally(-10, 10);
    LinePanel often =
        new LinePanel("Many layers, each at z = 2", "layers", "product of the slopes")
            .logarithmicallyUp();
    double[] layers = IntStream.rangeClosed(1, 10).asDoubleStream().toArray();
    List<Curve> curves =
        List.of(of("sigmoid", new Sigmoid()), of("tanh", new Tanh()), of("ReLU", new Relu()));
    for (int i = 0; i < curves.size(); i++) {
      Curve curve = curves.get(i);
      double slope = slopes(curve.activation, 2)[0];
      double[] products = Arrays.stream(layers).map(n -> Math.pow(slope, n)).toArray();
      once.line(curve.name, WIDE, slopes(curve.activation, WIDE), Palette.ofSeries(i));
      often.line(curve.name, layers, products, Palette.ofSeries(i));
    }
    return List.of(once.vertically(0, 1.1), often.vertically(1e-12, 1));
  }

  private static double[] values(Module activation, double... z) {
    return activation.forward(Tensor.of(z)).toDoubles();
  }

  private static double[] slopes(Module activation, double... z) {
    Tensor x = Tensor.of(z).tracked();
    return activation.forward(x, Context.eval()).sum().backward().of(x).toDoubles();
  }

  private static void claimSaturation(Lab lab) {
    Module sigmoid = new Sigmoid();
    double steepest = Arrays.stream(slopes(sigmoid, WIDE)).max().orElseThrow();
    lab.claim(equal("largest slope of the sigmoid", steepest, 0.25, "s (1 − s) ≤ 1 / 4"));
    double far = 1 / (2 + 2 * Math.cosh(10));
    lab.claim(
        equal("slope of the sigmoid at z = 10", slopes(sigmoid, 10)[0], far, "1 / (2 + 2 cosh z)"));
    double highest = Arrays.stream(values(sigmoid, WIDE)).max().orElseThrow();
    lab.claim(Claim.below("largest sigmoid: does not blow up", highest, 1, "0 < s < 1", 0));
    double[] positive = Arrays.stream(WIDE).filter(z -> z > 0).toArray();
    double flattest = Arrays.stream(slopes(new Relu(), positive)).min().orElseThrow();
    lab.claim(equal("least slope of the ReLU for z > 0", flattest, 1, "max(0, z)"));
  }

  private static void claimValues(Lab lab) {
    lab.claim(
        equal(
            "GELU at z = 1", values(new Gelu(), 1)[0], 0.8413447460685429, "z Φ(z), tables of Φ"));
    lab.claim(
        equal(
            "SELU far on the negative side",
            values(new Selu(), -100)[0],
            -1.7580993408473766,
            "−λα of Klambauer et al. 2017"));
    double[] swish = values(Swish.fixed(1), Z);
    double[] silu = values(new Silu(), Z);
    double apart =
        IntStream.range(0, Z.length).mapToDouble(i -> Math.abs(swish[i] - silu[i])).max().orElse(1);
    lab.claim(equal("swish with β = 1, less SiLU", apart, 0, "they are the same function"));
  }

  /** Claims equality up to rounding: a few operations on numbers of about 1, in float64. */
  private static Claim equal(String name, double measured, double reference, String source) {
    return Claim.equal(name, measured, reference, source, ROUNDING);
  }
}
