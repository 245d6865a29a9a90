package org.gradus.regularization.ensemble;

import java.util.stream.IntStream;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.layers.module.Module;

/**
 * Trains the members of an ensemble on bootstrap samples: as many examples as there are, drawn with
 * replacement, so that each member has seen about 63 % of them.
 *
 * <pre>{@code
 * Ensemble ensemble =
 *     Bagging.train(10, train.size(), Combination.MEAN_PROBABILITY, random, (sample, own) ->
 *         trained(train.select(sample), own));
 * }</pre>
 *
 * <p>Source: Breiman, "Bagging predictors", 1996.
 */
public final class Bagging {
  private static final String NAME = "bagging";

  private Bagging() {}

  /** Trains a member. */
  @FunctionalInterface
  public interface Training {
    /**
     * Returns a network that is trained on a sample.
     *
     * @param sample the positions of its examples, some of them several times
     * @param random where all that is random comes from, for this member alone
     */
    Module train(int[] sample, RandomSource random);
  }

  /**
   * Trains an ensemble, one member after the other.
   *
   * @param members how many, at least 1
   * @param examples how many there are, at least 1
   * @param random where samples come from, and what members are given streams of
   * @throws IllegalArgumentException if there are no members or no examples
   */
  public static Ensemble train(
      int members, int examples, Combination combination, RandomSource random, Training training) {
    Settings.requireSize(NAME, "members", members);
    Module[] trained = new Module[members];
    for (int i = 0; i < members; i++) {
      RandomSource own = random.stream("member/" + i);
      trained[i] = training.train(bootstrap(examples, own.stream("sample")), own.stream("train"));
    }
    return Ensemble.of(combination, trained);
  }

  /**
   * Returns positions that are drawn with replacement, as many as there are examples.
   *
   * @throws IllegalArgumentException if there are no examples
   */
  public static int[] bootstrap(int examples, RandomSource random) {
    Settings.requireSize(NAME, "examples", examples);
    return IntStream.range(0, examples).map(i -> random.nextInt(examples)).toArray();
  }

  /**
   * Returns the positions that are not in a sample, in order: examples to validate its member with.
   *
   * @param examples how many there are, at least 1
   * @throws IllegalArgumentException if there are no examples
   * @throws IndexOutOfBoundsException if a position of the sample is none of them
   */
  public static int[] outOfBag(int examples, int... sample) {
    Settings.requireSize(NAME, "examples", examples);
    boolean[] drawn = new boolean[examples];
    for (int position : sample) {
      drawn[position] = true;
    }
    return IntStream.range(0, examples).filter(position -> !drawn[position]).toArray();
  }
}
