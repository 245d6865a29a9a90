package org.gradus.regularization.implicit;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.data.Batch;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.optimizers.training.BatchLoss;

/**
 * What the implicit penalties of a network are at one moment, measured without second derivatives.
 *
 * <pre>{@code
 * GradientTerms terms = GradientTerms.of(model, BatchLoss.of(loss), train.batches(100));
 * double penalty = terms.descentPenalty(0.1) + terms.noisePenalty(0.1);
 * }</pre>
 *
 * <p>Batches of different sizes count by their examples.
 *
 * <p>Source: Barrett and Dherin, "Implicit gradient regularization", 2021; Smith, Dherin, Barrett
 * and De, "On the origin of implicit regularization in stochastic gradient descent", 2021.
 *
 * @param loss L, the mean over all examples
 * @param squaredNorm ‖∇L‖²
 * @param variance (1/B) Σ_b ‖∇L_b − ∇L‖², over the batches
 */
public record GradientTerms(double loss, double squaredNorm, double variance) {
  /**
   * Measures a network in evaluation: nothing is random, and batch norms are as they are.
   *
   * @param model built
   * @param loss a mean over the examples of a batch
   * @param batches at least one; gone through twice
   * @throws IllegalArgumentException if there are none
   */
  public static GradientTerms of(Module model, BatchLoss loss, List<Batch> batches) {
    Settings.require(!batches.isEmpty(), "gradient-terms", "batches", "at least one", "none");
    double examples = batches.stream().mapToDouble(Batch::size).sum();
    List<Parameter> parameters = List.copyOf(model.parameters().values());
    List<Tensor> mean = new ArrayList<>();
    parameters.forEach(p -> mean.add(Tensor.zeros(DType.FLOAT64, p.shape())));
    double meanLoss = 0;
    for (Batch batch : batches) {
      double share = batch.size() / examples;
      Tensor value = loss.of(model, batch, Context.eval()).loss();
      meanLoss += share * value.item();
      Gradients gradients = value.backward();
      for (int i = 0; i < mean.size(); i++) {
        Tensor part = gradients.of(parameters.get(i)).cast(DType.FLOAT64).mul(share);
        mean.set(i, mean.get(i).add(part));
      }
    }
    double variance = 0;
    for (Batch batch : batches) {
      Gradients gradients = loss.of(model, batch, Context.eval()).loss().backward();
      List<Tensor> own = new ArrayList<>();
      parameters.forEach(p -> own.add(gradients.of(p).cast(DType.FLOAT64)));
      variance += batch.size() / examples * square(GradientNorms.subtract(own, mean));
    }
    return new GradientTerms(meanLoss, square(mean), variance);
  }

  private static double square(List<Tensor> tensors) {
    return Autograd.noGrad(() -> GradientNorms.square(tensors).item());
  }

  /** Returns η / 4 · ‖∇L‖², which gradient descent with learning rate η adds to the loss. */
  public double descentPenalty(double learningRate) {
    return learningRate / 4 * squaredNorm;
  }

  /**
   * Returns η / (4B) · Σ_b ‖∇L_b − ∇L‖², which stochastic gradient descent with learning rate η
   * adds besides.
   */
  public double noisePenalty(double learningRate) {
    return learningRate / 4 * variance;
  }
}
