package org.gradus.losses.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.classification.BinaryCrossEntropy;
import org.gradus.losses.classification.BinaryCrossEntropyWithLogits;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.losses.classification.Hinge;
import org.gradus.losses.classification.KlDivergence;
import org.gradus.losses.classification.MultiLabelMargin;
import org.gradus.losses.classification.MultiLabelSoftMargin;
import org.gradus.losses.classification.MultiMargin;
import org.gradus.losses.classification.NegativeLogLikelihood;
import org.gradus.losses.classification.SoftMargin;
import org.gradus.losses.loss.Loss;
import org.gradus.losses.loss.LossProvider;
import org.gradus.losses.loss.Reduction;
import org.gradus.losses.ranking.CosineEmbedding;
import org.gradus.losses.ranking.HingeEmbedding;
import org.gradus.losses.ranking.MarginRanking;
import org.gradus.losses.ranking.TripletMargin;
import org.gradus.losses.regression.GaussianNll;
import org.gradus.losses.regression.Huber;
import org.gradus.losses.regression.LogCosh;
import org.gradus.losses.regression.MeanAbsoluteError;
import org.gradus.losses.regression.MeanSquaredError;
import org.gradus.losses.regression.PoissonNll;
import org.gradus.losses.regression.Quantile;
import org.gradus.losses.regression.SmoothL1;
import org.gradus.losses.sequence.Ctc;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every loss of this library keeps the contract, with every reduction and setting. */
class OurLossesTest {
  private static final Tensor SCORES = Tensor.of(new double[][] {{1, 2, -1}, {0.5, -3, 2}});
  private static final Tensor NUMBERS = Tensor.of(new double[][] {{0, 2.5, -1.5}, {3, -3.25, 1}});
  private static final Tensor SIGNS = Tensor.of(new double[][] {{1, -1, -1}, {-1, 1, 1}});
  private static final Tensor SHARES = Tensor.of(new double[][] {{0.2, 0.5, 0.3}, {0.6, 0.3, 0.1}});
  private static final Tensor CLASSES = Tensor.of(2, 0);
  private static final Tensor STEPS =
      Tensor.of(new double[][] {{0.3, -1, 2}, {1, 0.5, -0.2}, {-2, 0.1, 0.7}, {0, 1.5, -1}})
          .unsqueeze(0);
  private static final List<Double> WEIGHTS = List.of(0.5, 2.0, 1.0);

  private record Example(Loss loss, Tensor prediction, Tensor target) {}

  private static List<Example> examples(Reduction by) {
    List<Example> all = new ArrayList<>();
    Optional<Integer> ignored = Optional.of(2);
    CrossEntropy plain = new CrossEntropy(by);
    all.add(new Example(plain, SCORES, CLASSES));
    all.add(new Example(plain, SCORES, SHARES));
    all.add(new Example(plain.withLabelSmoothing(0.1), SCORES, CLASSES));
    all.add(new Example(new CrossEntropy(by, -1, WEIGHTS, ignored, 0.2), SCORES, CLASSES));
    Optional<Integer> none = Optional.empty();
    all.add(new Example(new CrossEntropy(by, -1, WEIGHTS, none, 0.2), SCORES, SHARES));
    all.add(new Example(new NegativeLogLikelihood(by), SCORES, CLASSES));
    all.add(new Example(new NegativeLogLikelihood(by, 1, WEIGHTS, ignored), SCORES, CLASSES));
    all.add(new Example(new BinaryCrossEntropy(by), SHARES, SHARES.mul(0.5)));
    all.add(new Example(new BinaryCrossEntropyWithLogits(by, List.of()), SCORES, SHARES));
    all.add(new Example(new BinaryCrossEntropyWithLogits(by, WEIGHTS), SCORES, SHARES));
    all.add(new Example(new KlDivergence(by, false), SCORES, SHARES));
    all.add(new Example(new KlDivergence(by, true), SCORES, SHARES));
    all.add(new Example(new Hinge(by, false), SCORES.mul(0.7), SIGNS));
    all.add(new Example(new Hinge(by, true), SCORES.mul(0.7), SIGNS));
    all.add(new Example(new SoftMargin(by), SCORES, SIGNS));
    all.add(new Example(new MultiMargin(by, 1, 0.75, List.of()), SCORES, CLASSES));
    all.add(new Example(new MultiMargin(by, 2, 1.5, WEIGHTS), SCORES.mul(0.7), CLASSES));
    Tensor labels = Tensor.of(new int[][] {{2, 0, -1}, {1, -1, -1}});
    all.add(new Example(new MultiLabelMargin(by), SCORES.mul(0.7), labels));
    all.add(new Example(new MultiLabelSoftMargin(by, List.of()), SCORES, SHARES));
    all.add(new Example(new MultiLabelSoftMargin(by, WEIGHTS), SCORES, SHARES));
    all.add(new Example(new MeanSquaredError(by), SCORES, NUMBERS));
    all.add(new Example(new MeanAbsoluteError(by), SCORES, NUMBERS));
    all.add(new Example(new SmoothL1(by, 0.8), SCORES, NUMBERS));
    all.add(new Example(new SmoothL1(by, 0), SCORES, NUMBERS));
    all.add(new Example(new Huber(by, 0.8), SCORES, NUMBERS));
    all.add(new Example(new LogCosh(by), SCORES, NUMBERS));
    all.add(new Example(new Quantile(by, 0.9), SCORES, NUMBERS));
    Tensor counts = Tensor.of(new double[][] {{0, 2, 1}, {5, 0, 3}});
    all.add(new Example(new PoissonNll(by, true, true, 1e-8), SCORES, counts));
    all.add(new Example(new PoissonNll(by, false, false, 1e-8), SHARES, counts));
    Tensor distributions = Tensor.of(new double[][] {{1, 2, 0.5, 2}, {0, -1, 1, 0.3}});
    Tensor measured = Tensor.of(new double[][] {{0.5, 2.5}, {1, -2}});
    all.add(new Example(new GaussianNll(by, true, 1e-6), distributions, measured));
    all.add(new Example(new HingeEmbedding(by, 1.5), SHARES, SIGNS));
    Tensor pairs = Tensor.of(new double[][] {{1, 2}, {0.5, -3}});
    Tensor first = Tensor.of(1d, -1d);
    all.add(new Example(new MarginRanking(by, 0.25), pairs, first));
    Tensor vectors = Tensor.of(new double[] {1, 2, 0, 3, -1, 1, 0.5, 2}, Shape.of(2, 2, 2));
    all.add(new Example(new CosineEmbedding(by, 0.1), vectors, first));
    Tensor anchors = Tensor.of(new double[][] {{0.75, 1.25}, {0.5, -3}});
    all.add(new Example(new TripletMargin(by, 1, 2, 1e-6, false), anchors, vectors));
    all.add(new Example(new TripletMargin(by, 5, 2, 1e-6, true), anchors, vectors));
    all.add(new Example(new Ctc(by, 0, false), STEPS, Tensor.of(new int[][] {{1, 1, -1}})));
    return all;
  }

  @TestFactory
  Stream<DynamicTest> keepTheContract() {
    return Stream.of(Reduction.values())
        .flatMap(reduction -> examples(reduction).stream())
        .map(
            example ->
                dynamicTest(
                    example.loss.toString(),
                    () -> LossContract.check(example.loss, example.prediction, example.target)));
  }

  @Test
  void areAllHere() {
    Plugins plugins = Plugins.load();
    Map<String, Loss> checked = new LinkedHashMap<>();
    examples(Reduction.MEAN)
        .forEach(
            example ->
                checked.put(
                    plugins.kind(LossProvider.class).nameOf(example.loss.getClass()),
                    example.loss));
    TreeSet<String> ours = new TreeSet<>(plugins.kind(LossProvider.class).names());
    ours.removeIf(name -> !name.startsWith("gradus:"));
    assertEquals(ours, new TreeSet<>(checked.keySet()));
  }
}
