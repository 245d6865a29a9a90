package org.gradus.lecture.characters;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.gradus.core.random.RandomSource;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Tensor;
import org.gradus.datasets.text.Vocabulary;

/**
 * Makes up names, character by character, until a stop is drawn.
 *
 * @param vocabulary the characters, the stop as 0
 * @param context how many characters the model is given
 * @param scores of the next character, (1, characters), unnormalised, for a context (1, context)
 */
record NameSampler(Vocabulary vocabulary, int context, UnaryOperator<Tensor> scores) {
  /** Where a model gives up that has not learned to stop. */
  private static final int LONGEST = 30;

  /** Draws names. */
  List<String> draw(int count, RandomSource random) {
    return Stream.generate(() -> name(random)).limit(count).toList();
  }

  private String name(RandomSource random) {
    StringBuilder name = new StringBuilder();
    int[] last = new int[context];
    while (name.length() < LONGEST) {
      Tensor probabilities = Reductions.softmax(scores.apply(Tensor.of(new int[][] {last})), -1);
      int next = draw(probabilities.cast(DType.FLOAT64).toDoubles(), random.nextDouble());
      if (next == 0) {
        break;
      }
      name.append(vocabulary.token(next));
      last = Arrays.copyOfRange(last, 1, context + 1);
      last[context - 1] = next;
    }
    return name.toString();
  }

  private static int draw(double[] probabilities, double share) {
    double sum = 0;
    for (int i = 0; i < probabilities.length - 1; i++) {
      sum += probabilities[i];
      if (share < sum) {
        return i;
      }
    }
    return probabilities.length - 1;
  }
}
