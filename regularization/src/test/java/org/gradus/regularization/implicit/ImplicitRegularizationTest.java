package org.gradus.regularization.implicit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.gradus.core.data.Batch;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Tensors;
import org.gradus.layers.activation.Tanh;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.losses.regression.MeanSquaredError;
import org.gradus.optimizers.training.BatchLoss;
import org.gradus.optimizers.training.NetworkParameters;
import org.gradus.optimizers.training.Objective;
import org.gradus.regularization.contract.RegularizerContract;
import org.gradus.regularization.regularizer.Selection;
import org.junit.jupiter.api.Test;

class ImplicitRegularizationTest {
  private static final BatchLoss LOSS = BatchLoss.of(new MeanSquaredError());

  private final Module network = network();
  private final List<Parameter> parameters = List.copyOf(network.parameters().values());
  private final Batch examples =
      new Batch(
          Tensors.normal(DType.FLOAT64, Shape.of(12, 2), 0, 1, RandomSource.of(2)),
          Tensors.normal(DType.FLOAT64, Shape.of(12, 1), 0, 1, RandomSource.of(3)));

  private static Module network() {
    Module network = Sequential.of(Linear.of(3), new Tanh(), Linear.of(1));
    Construction.of(DType.FLOAT64, RandomSource.of(1)).build(network, Shape.of(1, 2));
    return network;
  }

  private List<Batch> parts(int count) {
    List<Batch> parts = new ArrayList<>();
    int size = examples.size() / count;
    for (int from = 0; from < examples.size(); from += size) {
      parts.add(
          new Batch(
              examples.inputs().slice(0, from, from + size),
              examples.targets().slice(0, from, from + size)));
    }
    return parts;
  }

  private Tensor loss(Batch batch) {
    return LOSS.of(network, batch, Context.eval()).loss();
  }

  /**
   * Where descent of a function 1 − exp(−½ φ₁² / s²), s = exp(−2 φ₀²), ends that starts at (−0.7,
   * −0.75): its φ₀.
   */
  private static double descended(double learningRate, int steps, UnaryOperator<Objective> change) {
    Map<String, Parameter> phi = new LinkedHashMap<>();
    phi.put("0", Parameter.of(Tensor.scalar(-0.7)));
    phi.put("1", Parameter.of(Tensor.scalar(-0.75)));
    Optimizer optimizer = Optimizer.of(phi, learningRate, Sgd.plain());
    for (int step = 0; step < steps; step++) {
      Tensor phi0 = phi.get("0").tensor();
      Tensor phi1 = phi.get("1").tensor();
      // φ₁² / s² = φ₁² exp(4 φ₀²)
      Tensor exponent = phi1.square().mul(phi0.square().mul(4).exp()).mul(-0.5);
      Objective objective =
          new Objective(exponent.exp().neg().add(1), new NetworkParameters(phi, Set.of()));
      optimizer.step(change.apply(objective).loss().backward());
    }
    return phi.get("0").tensor().item();
  }

  /** Computed independently in NumPy; the function is that of Prince's figure 9.3. */
  @Test
  void thePenaltyExplainsWhereLargeStepsEnd() {
    DescentPenalty penalty = new DescentPenalty(0.05);
    assertEquals(-0.2078, descended(0.05, 100, o -> o), 5e-5);
    assertEquals(-0.22687, descended(0.001, 10_000, o -> o), 5e-6);
    assertEquals(-0.2089, descended(0.001, 10_000, o -> o.withLoss(penalty.regularized(o))), 5e-5);
  }

  @Test
  void thePenaltyKeepsItsContract() {
    RegularizerContract.check(new DescentPenalty(0.1));
    RegularizerContract.check(new DescentPenalty(0.1, Selection.of("layer/weight")));
  }

  /** The gradient of a quadratic ½ a w² is a w. */
  @Test
  void thePenaltyIsItsFormula() {
    Parameter w = Parameter.of(Tensor.scalar(3.0));
    Tensor loss = w.tensor().square().mul(0.5 * 2);
    Tensor sum =
        new DescentPenalty(0.4)
            .regularized(new Objective(loss, new NetworkParameters(Map.of("w", w), Set.of())));
    assertEquals(9 + 0.1 * 36, sum.item(), 1e-14);
    assertEquals(6 + 0.1 * 8 * 3, sum.backward().of(w).item(), 1e-14);
  }

  /** L_GD + variance, both penalties written out, and the mean of the squares. */
  @Test
  void theFormsOfTheStochasticPenaltyAreEqual() {
    double rate = 0.3;
    List<Tensor> losses = parts(4).stream().map(this::loss).toList();
    double total = StochasticDescentPenalty.of(losses, parameters, rate).item();

    Tensor mean = loss(examples);
    double descent =
        new DescentPenalty(rate).regularized(Objective.of(loss(examples), network)).item();
    GradientTerms terms = GradientTerms.of(network, LOSS, parts(4));
    assertEquals(descent + terms.noisePenalty(rate), total, 1e-12);
    assertEquals(mean.item() + terms.descentPenalty(rate) + terms.noisePenalty(rate), total, 1e-12);
    double squares = 0;
    for (Batch part : parts(4)) {
      squares += GradientTerms.of(network, LOSS, List.of(part)).squaredNorm() / 4;
    }
    assertEquals(mean.item() + rate / 4 * squares, total, 1e-12);
  }

  /** Small batches disagree more, large learning rates count more. */
  @Test
  void smallBatchesAndLargeStepsRegularizeMore() {
    double whole = GradientTerms.of(network, LOSS, parts(1)).variance();
    double halves = GradientTerms.of(network, LOSS, parts(2)).variance();
    double sixths = GradientTerms.of(network, LOSS, parts(6)).variance();
    assertEquals(0, whole, 1e-30);
    assertEquals(true, halves < sixths);
    assertEquals(
        new GradientTerms(1, 2, 3).noisePenalty(0.4),
        2 * new GradientTerms(1, 2, 3).noisePenalty(0.2),
        1e-15);
  }

  @Test
  void aBatchIsCutIntoBatches() {
    BatchLoss loss = new StochasticDescentPenalty(LOSS, 4, 0.3);
    Context training = Context.train(RandomSource.of(1));
    BatchLoss.Output output = loss.of(network, examples, training);
    List<Tensor> losses = parts(4).stream().map(this::loss).toList();
    assertEquals(
        StochasticDescentPenalty.of(losses, parameters, 0.3).item(), output.loss().item(), 1e-15);
    assertEquals(true, output.loss().isTracked());
    assertEquals(
        true,
        network
            .forward(examples.inputs())
            .isClose(output.prediction().orElseThrow().detach(), 1e-12, 1e-12));
    assertEquals(
        loss(examples).item(), loss.of(network, examples, Context.eval()).loss().item(), 1e-12);
    BatchLoss fifths = new StochasticDescentPenalty(LOSS, 5, 0.3);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> fifths.of(network, examples, training));
    assertEquals(
        "[stochastic-descent-penalty] number of examples is out of range: expected a multiple of"
            + " the 5 batches, got 12.",
        e.getMessage());
  }

  /**
   * Over all orders of an epoch, the mean of where stochastic descent ends follows the penalized
   * loss to the third order of the learning rate (Smith et al. 2021), but the loss alone only to
   * the second: halving the rate divides one distance by about 8, and the other by about 4.
   */
  @Test
  void theMeanOfAllOrdersFollowsThePenalizedLoss() {
    double[] plain = {distance(0.004, false), distance(0.002, false)};
    double[] penalized = {distance(0.004, true), distance(0.002, true)};
    assertEquals(4, plain[0] / plain[1], 0.4);
    assertEquals(8, penalized[0] / penalized[1], 0.8);
  }

  /** Such as the weights of a network that has biases only. */
  @Test
  void withoutParametersThereIsNoPenalty() {
    Parameter bias = Parameter.of(Tensor.of(2.0));
    Objective objective =
        new Objective(
            bias.tensor().square().sum(), new NetworkParameters(Map.of("bias", bias), Set.of()));

    assertEquals(4, new DescentPenalty(0.1, Selection.weights()).regularized(objective).item());
    assertEquals(4, StochasticDescentPenalty.of(List.of(objective.loss()), List.of(), 0.1).item());
  }

  /** L_b = ½ a_b (w − c_b)² + w⁴ / 4, so that gradients are a_b (w − c_b) + w³. */
  private static double distance(double rate, boolean penalized) {
    double[] a = {1, 3, 0.5};
    double[] c = {0.5, -1, 2};
    int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    double mean = 0;
    for (int[] order : orders) {
      double w = 1;
      for (int b : order) {
        w -= rate * (a[b] * (w - c[b]) + w * w * w);
      }
      mean += w / orders.length;
    }
    double flow = 1;
    int pieces = 60;
    double h = 3 * rate / pieces;
    for (int i = 0; i < pieces; i++) {
      double k1 = -slope(flow, a, c, rate, penalized);
      double k2 = -slope(flow + h / 2 * k1, a, c, rate, penalized);
      double k3 = -slope(flow + h / 2 * k2, a, c, rate, penalized);
      double k4 = -slope(flow + h * k3, a, c, rate, penalized);
      flow += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
    }
    return Math.abs(mean - flow);
  }

  private static double slope(double w, double[] a, double[] c, double rate, boolean penalized) {
    Parameter parameter = Parameter.of(Tensor.scalar(w));
    List<Tensor> losses = new ArrayList<>();
    for (int b = 0; b < a.length; b++) {
      Tensor x = parameter.tensor();
      losses.add(x.sub(c[b]).square().mul(a[b] / 2).add(x.pow(4).mul(0.25)));
    }
    return StochasticDescentPenalty.of(losses, List.of(parameter), penalized ? rate : 0)
        .backward()
        .of(parameter)
        .item();
  }
}
