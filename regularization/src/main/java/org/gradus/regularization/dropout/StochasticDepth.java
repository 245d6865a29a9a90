package org.gradus.regularization.dropout;

import java.util.List;
import java.util.stream.IntStream;
import org.gradus.core.dropout.Dropouts;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Tensor;

/**
 * Sets whole examples to 0 in training, each with probability p, and divides the others by 1 − p.
 * At the end of a residual branch it leaves these examples to the shortcut alone: the network is
 * shorter for them.
 *
 * <p>Shapes: any, the first axis that of examples.
 *
 * <pre>{@code
 * List<StochasticDepth> depth = StochasticDepth.upTo(0.5, blocks);
 * Residual.of(Sequential.of(Linear.of(100), new Relu(), Linear.of(100), depth.get(block)))
 * }</pre>
 *
 * <p>Source: Huang, Sun, Liu, Sedra and Weinberger, "Deep networks with stochastic depth", 2016,
 * which drops a branch for the whole batch, and multiplies by 1 − p in evaluation instead.
 *
 * @param probability p, from 0 to below 1
 */
public record StochasticDepth(double probability) implements RandomLayer {
  private static final String NAME = "stochastic-depth";

  /**
   * Checks the probability.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public StochasticDepth {
    Arguments.requireProbability(NAME, probability);
  }

  /**
   * Returns one for each of L blocks, with probabilities that grow linearly: block l of 1 … L drops
   * with probability p · l / L, because later ones depend on the early ones.
   *
   * @param last the probability p of the last block, from 0 to below 1
   * @param blocks how many, at least 1
   * @throws IllegalArgumentException if one is out of range
   */
  public static List<StochasticDepth> upTo(double last, int blocks) {
    Settings.requireSize(NAME, "blocks", blocks);
    return IntStream.rangeClosed(1, blocks)
        .mapToObj(block -> new StochasticDepth(last * block / blocks))
        .toList();
  }

  @Override
  public Tensor randomized(Tensor x, RandomSource random) {
    return Dropouts.blocks(x, 1, probability, random);
  }
}
