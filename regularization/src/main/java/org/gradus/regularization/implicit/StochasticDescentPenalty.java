package org.gradus.regularization.implicit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gradus.core.data.Batch;
import org.gradus.core.plugin.Settings;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.optimizers.training.BatchLoss;

/**
 * Adds what stochastic gradient descent adds by itself, on average over the orders of its batches:
 * L + η / 4 · ‖∇L‖² + η / (4B) · Σ_b ‖∇L_b − ∇L‖², which is L + η / (4B) · Σ_b ‖∇L_b‖². Besides
 * steep places, it keeps from those where batches disagree: the more so, the larger the learning
 * rate and the smaller the batches.
 *
 * <p>To train on this sum in full batches, the loss of a batch is taken as that of the B batches of
 * equal size into which it is cut. In evaluation it is their mean loss alone.
 *
 * <pre>{@code
 * BatchLoss loss = new StochasticDescentPenalty(BatchLoss.of(new CrossEntropy()), 10, 0.1);
 * }</pre>
 *
 * <p>Source: Smith, Dherin, Barrett and De, "On the origin of implicit regularization in stochastic
 * gradient descent", 2021.
 *
 * @param loss that of each of the batches, a mean over examples
 * @param batches B, at least 1; the number of examples has to be a multiple of it
 * @param learningRate η, a finite number of at least 0
 */
public record StochasticDescentPenalty(BatchLoss loss, int batches, double learningRate)
    implements BatchLoss {
  private static final String NAME = "stochastic-descent-penalty";

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public StochasticDescentPenalty {
    Settings.requireSize(NAME, "batches", batches);
    Settings.requireNotNegative(NAME, "learningRate", learningRate);
  }

  /**
   * Returns what is minimized, of the losses of the batches: their mean L, and the two penalties.
   *
   * @param losses L_b, tracked single numbers, at least one
   * @param parameters those that descend; with none, there is no penalty
   * @param learningRate η
   */
  public static Tensor of(
      List<Tensor> losses, Collection<Parameter> parameters, double learningRate) {
    Settings.require(!losses.isEmpty(), NAME, "losses", "at least one", "none");
    Tensor mean = losses.stream().reduce(Tensor::add).orElseThrow().div(losses.size());
    if (parameters.isEmpty()) {
      return mean;
    }
    List<List<Tensor>> gradients = new ArrayList<>();
    losses.forEach(each -> gradients.add(GradientNorms.of(each, parameters)));
    List<Tensor> whole = GradientNorms.mean(gradients);
    Tensor penalty = GradientNorms.square(whole);
    for (List<Tensor> each : gradients) {
      Tensor distance = GradientNorms.square(GradientNorms.subtract(each, whole));
      penalty = penalty.add(distance.div(losses.size()));
    }
    return mean.add(penalty.mul(learningRate / 4).reshape(mean.shape()));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the batch cannot be cut into batches of equal size
   */
  @Override
  public Output of(Module model, Batch batch, Context context) {
    Settings.require(
        batch.size() % batches == 0,
        NAME,
        "number of examples",
        "a multiple of the " + batches + " batches",
        batch.size());
    int size = batch.size() / batches;
    List<Tensor> losses = new ArrayList<>();
    List<Tensor> predictions = new ArrayList<>();
    for (int from = 0; from < batch.size(); from += size) {
      Batch part =
          new Batch(
              batch.inputs().slice(0, from, from + size),
              batch.targets().slice(0, from, from + size));
      Output output = loss.of(model, part, context);
      losses.add(output.loss());
      output.prediction().ifPresent(predictions::add);
    }
    Optional<Tensor> prediction =
        predictions.size() == batches
            ? Optional.of(Shaping.concatenate(0, predictions.toArray(Tensor[]::new)))
            : Optional.empty();
    Tensor minimized =
        context.isTraining()
            ? of(losses, model.parameters().values(), learningRate)
            : losses.stream().reduce(Tensor::add).orElseThrow().div(batches);
    return new Output(minimized, prediction, OptionalDouble.empty());
  }
}
