package org.gradus.lecture.characters;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.gradus.core.data.Batch;
import org.gradus.core.random.RandomSource;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.Tanh;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.embedding.Embedding;
import org.gradus.layers.initialization.Normal;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Construction;
import org.gradus.layers.shaping.Flatten;
import org.gradus.losses.classification.CrossEntropy;

/**
 * What a network with 10 numbers a character and 200 tanhs, of FLOAT64, computes before it has
 * learned anything.
 *
 * @param inputs of the hidden layer, (examples, 30)
 * @param sums w · x + b of the hidden layer, (examples, 200)
 * @param tanhs of the sums
 * @param loss the cross-entropy, in nats
 */
record FirstPass(Tensor inputs, Tensor sums, Tensor tanhs, double loss) {
  /** The stop, and a to z. */
  static final int CHARACTERS = 27;

  /** From where on a tanh counts as saturated, on both sides. */
  static final double SATURATED = 0.99;

  private static final NormalDistribution NORMAL = new NormalDistribution();

  /**
   * Builds a network and lets it look at a batch.
   *
   * @param hidden the standard deviation of the weights of the hidden layer
   * @param bias that of its biases
   * @param scores that of the weights and biases of the output layer
   */
  static FirstPass of(double hidden, double bias, double scores, Batch batch, RandomSource random) {
    Embedding embedding = Embedding.of(CHARACTERS, 10);
    Linear before = linear(200, hidden, bias);
    Linear after = linear(CHARACTERS, scores, scores);
    Sequential network = Sequential.of(embedding, new Flatten(), before, new Tanh(), after);
    Construction.of(DType.FLOAT64, random).build(network, Shape.of(1, 3));
    Tensor inputs = Shaping.flatten(embedding.forward(batch.inputs()), 1, -1);
    Tensor sums = before.forward(inputs);
    Tensor tanhs = sums.tanh();
    double loss = new CrossEntropy().of(after.forward(tanhs), batch.targets()).item();
    return new FirstPass(inputs, sums, tanhs, loss);
  }

  private static Linear linear(int units, double weight, double bias) {
    return Linear.of(units).withWeight(new Normal(0, weight)).withBias(new Normal(0, bias));
  }

  /** Returns the shares of the examples in which each tanh is saturated. */
  double[] saturatedShares() {
    return Reductions.mean(saturated().cast(DType.FLOAT64), false, 0).toDoubles();
  }

  /** Returns where tanhs are saturated, (examples, 200). */
  Tensor saturated() {
    return tanhs.abs().gt(Tensor.scalar(SATURATED));
  }

  /** Returns the expected share, given the inputs x: that sums of variance |x|² + 1 are large. */
  double expectedShare() {
    double bound = Math.log((1 + SATURATED) / (1 - SATURATED)) / 2;
    return Arrays.stream(inputs.square().sum(1).toDoubles())
        .map(squares -> 2 * NORMAL.cumulativeProbability(-bound / Math.sqrt(squares + 1)))
        .average()
        .orElseThrow();
  }

  /** Returns the mean variance of the scores, given the tanhs, for weights of a variance of 1. */
  double varianceOfScores() {
    return tanhs.square().sum(1).add(1).mean().item();
  }
}
