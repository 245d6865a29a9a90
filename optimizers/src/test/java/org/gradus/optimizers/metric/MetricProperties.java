package org.gradus.optimizers.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.classification.CrossEntropy;

class MetricProperties {
  private static final int CLASSES = 4;
  private static final int IGNORED = 3;
  private static final Decision LARGEST = Decision.largest().ignoring(IGNORED);

  private static final List<Metric> OF_CLASSES =
      List.of(
          new Accuracy(),
          new Accuracy(LARGEST),
          new TopKAccuracy(2),
          new Precision(),
          new Recall(LARGEST, Averaging.weighted()),
          FBeta.f1(),
          new BalancedAccuracy(),
          new MatthewsCorrelation(),
          new Perplexity().ignoring(IGNORED),
          new BitsPerCharacter(),
          new MeanLoss("loss", new CrossEntropy().ignoring(IGNORED)));
  private static final List<Metric> OF_NUMBERS =
      List.of(new MeanAbsoluteError(), new RootMeanSquaredError(), new RSquared());

  @Property(tries = 200)
  void areThoseOfAllExamplesHoweverTheyAreCut(
      @ForAll @IntRange(min = 5, max = 30) int examples,
      @ForAll @IntRange(max = 30) int cut,
      @ForAll @IntRange(max = 30) int otherCut,
      @ForAll long seed) {
    double[] numbers = new double[examples * CLASSES];
    RandomSource random = RandomSource.of(seed);
    random.fillGaussian(numbers, 0, numbers.length);
    Tensor scores = Tensor.of(numbers, Shape.of(examples, CLASSES));
    int[] classes = new int[examples];
    for (int i = 0; i < examples; i++) {
      classes[i] = Math.floorMod(Double.hashCode(numbers[i]), CLASSES);
    }
    double[] others = numbers.clone();
    random.fillGaussian(others, 0, others.length);

    int[] cuts = {0, Math.min(cut, examples), Math.min(otherCut, examples), examples};
    Arrays.sort(cuts);
    for (Metric metric : OF_CLASSES) {
      assertCutsDoNotMatter(metric, scores, Tensor.of(classes), cuts);
    }
    for (Metric metric : OF_NUMBERS) {
      assertCutsDoNotMatter(metric, scores, Tensor.of(others, Shape.of(examples, CLASSES)), cuts);
    }
  }

  private static void assertCutsDoNotMatter(
      Metric metric, Tensor prediction, Tensor target, int... cuts) {
    Tally all = new Tally(metric);
    all.add(prediction, target);
    Tally parts = new Tally(metric);
    Tally others = new Tally(metric);
    for (int i = 1; i < cuts.length; i++) {
      Tensor x = prediction.slice(0, cuts[i - 1], cuts[i]);
      Tensor y = target.slice(0, cuts[i - 1], cuts[i]);
      (i % 2 == 0 ? parts : others).add(x, y);
    }
    Tally resumed = new Tally(metric);
    resumed.restore(parts.sums());
    resumed.add(others);
    double whole = all.value();
    double tolerance = Double.isFinite(whole) ? 1e-11 * Math.max(1, Math.abs(whole)) : 1;
    assertEquals(whole, resumed.value(), tolerance, metric.name());
  }
}
