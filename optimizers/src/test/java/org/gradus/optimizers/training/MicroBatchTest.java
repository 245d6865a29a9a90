package org.gradus.optimizers.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.gradus.core.data.Batch;
import org.gradus.core.data.BatchSource;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.Sigmoid;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.model.ModelState;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
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

/** A batch in parts is the whole batch: its loss, its gradients, its step. */
class MicroBatchTest {
  private static final int EXAMPLES = 7;
  private static final int FEATURES = 4;
  private static final int CLASSES = 3;

  /** With 3 as the class to ignore, two of the parts of two have one target left, and one none. */
  private static final int[] UNEVEN = {3, 3, 0, 2, 3, 1, 2};

  private static Tensor gaussian(int seed, int... sizes) {
    Shape shape = Shape.of(sizes);
    double[] values = new double[shape.elements()];
    RandomSource.of(seed).fillGaussian(values, 0, values.length);
    return Tensor.of(values, shape);
  }

  private static Tensor signs(int... sizes) {
    Tensor x = gaussian(5, sizes);
    return x.gt(Tensor.zeros(x.dtype(), x.shape())).cast(DType.FLOAT64).mul(2).sub(1);
  }

  /** What a linear network, with a sigmoid or without, is trained by. */
  private record Setting(BatchLoss loss, int outputs, boolean positive, Batch batch) {
    Module network() {
      Linear linear = Linear.of(outputs);
      Module network = positive ? Sequential.of(linear, new Sigmoid()) : Sequential.of(linear);
      Construction.of(DType.FLOAT64, RandomSource.of(1)).build(network, batch.inputs().shape());
      return network;
    }

    /** Trains by a step of length 1, and returns the loss and the parameters then. */
    Map.Entry<Double, Map<String, Tensor>> trained(int part) {
      Module network = network();
      TrainerBuilder builder =
          Trainer.of(network, loss, Optimizer.of(network.parameters(), 1, Sgd.plain()))
              .data(BatchSource.of(List.of(batch)), RandomSource.of(1))
              .validation(slices(part));
      History history = (part == EXAMPLES ? builder : builder.microBatches(part)).build().train(1);
      // The mean over batches of a set of examples is put together as that of parts of a batch.
      double validation = history.last().measure("validation/loss");
      BatchLoss.Output all = loss.of(network, batch, Context.eval());
      assertEquals(all.loss().item(), validation, 1e-12 * (1 + Math.abs(validation)));
      return Map.entry(history.last().measure(EpochReport.LOSS), ModelState.of(network).values());
    }

    private List<Batch> slices(int part) {
      List<Batch> slices = new ArrayList<>();
      for (int from = 0; from < EXAMPLES; from += part) {
        int end = Math.min(EXAMPLES, from + part);
        slices.add(
            new Batch(batch.inputs().slice(0, from, end), batch.targets().slice(0, from, end)));
      }
      return slices;
    }
  }

  private record Case(Loss loss, Setting setting) {
    private static Case of(Loss loss, int outputs, boolean positive, Tensor inputs, Tensor target) {
      return new Case(
          loss, new Setting(BatchLoss.of(loss), outputs, positive, new Batch(inputs, target)));
    }

    @Override
    public String toString() {
      return loss + " of " + setting.batch().targets().shape();
    }
  }

  private static List<Case> cases() {
    Tensor x = gaussian(2, EXAMPLES, FEATURES);
    Tensor pairs = gaussian(2, EXAMPLES, 2, FEATURES);
    Tensor numbers = gaussian(3, EXAMPLES, CLASSES);
    Tensor shares = new Sigmoid().forward(numbers);
    Tensor signs = signs(EXAMPLES, CLASSES);
    Tensor uneven = Tensor.of(UNEVEN);
    Tensor classes = Tensor.of(0, 0, 0, 2, 1, 1, 2);
    List<Double> weights = List.of(0.5, 2.0, 0.25);
    CrossEntropy plain = new CrossEntropy();
    List<Case> all = new ArrayList<>();
    all.add(Case.of(plain, CLASSES, false, x, classes));
    all.add(Case.of(plain, CLASSES, false, x, shares));
    all.add(Case.of(plain.withClassWeights(0.5, 2.0, 0.25), CLASSES, false, x, classes));
    CrossEntropy uncounted = plain.ignoring(3).withLabelSmoothing(0.1);
    all.add(Case.of(uncounted, CLASSES, false, x, uneven));
    all.add(Case.of(uncounted.withClassWeights(0.5, 2.0, 0.25), CLASSES, false, x, uneven));
    Tensor sequences = gaussian(2, EXAMPLES, 2, FEATURES);
    Tensor padded = Shaping.stack(1, uneven, Shaping.flip(uneven, 0));
    all.add(Case.of(plain.ignoring(3), CLASSES, false, sequences, padded));
    all.add(
        Case.of(
            new NegativeLogLikelihood(Reduction.MEAN, -1, weights, Optional.of(3)),
            CLASSES,
            false,
            x,
            uneven));
    all.add(Case.of(new BinaryCrossEntropy(), CLASSES, true, x, shares));
    all.add(Case.of(new BinaryCrossEntropyWithLogits(), CLASSES, false, x, shares));
    all.add(Case.of(new KlDivergence(), CLASSES, false, x, shares));
    all.add(Case.of(new KlDivergence(Reduction.MEAN, false), CLASSES, false, x, shares));
    all.add(Case.of(new Hinge(), CLASSES, false, x, signs));
    all.add(Case.of(new SoftMargin(), CLASSES, false, x, signs));
    all.add(Case.of(new MultiMargin(Reduction.MEAN, 1, 1, weights), CLASSES, false, x, classes));
    Tensor labels = Shaping.stack(1, classes, classes.mul(0).sub(1), classes.mul(0).sub(1));
    all.add(Case.of(new MultiLabelMargin(), CLASSES, false, x, labels));
    all.add(Case.of(new MultiLabelSoftMargin(), CLASSES, false, x, shares));
    for (Loss loss :
        List.of(
            new MeanSquaredError(),
            new MeanSquaredError(Reduction.BATCH_MEAN),
            new MeanAbsoluteError(),
            new SmoothL1(),
            new Huber(),
            new LogCosh(),
            new Quantile())) {
      all.add(Case.of(loss, CLASSES, false, x, numbers));
    }
    all.add(Case.of(new PoissonNll(), CLASSES, false, x, shares));
    all.add(Case.of(new GaussianNll(), 2 * CLASSES, true, x, numbers));
    all.add(Case.of(new HingeEmbedding(), CLASSES, true, x, signs));
    all.add(Case.of(new MarginRanking(), 2, false, x, signs(EXAMPLES)));
    all.add(Case.of(new CosineEmbedding(), CLASSES, false, pairs, signs(EXAMPLES)));
    all.add(Case.of(new TripletMargin(), CLASSES, false, x, gaussian(6, EXAMPLES, 2, CLASSES)));
    Tensor spelled = Shaping.stack(1, classes.mul(0).add(1), classes.mul(0).sub(1));
    all.add(Case.of(new Ctc(), CLASSES, false, gaussian(2, EXAMPLES, 4, FEATURES), spelled));
    return all;
  }

  private static void assertSame(Setting setting, int part) {
    Map.Entry<Double, Map<String, Tensor>> whole = setting.trained(EXAMPLES);
    Map.Entry<Double, Map<String, Tensor>> parts = setting.trained(part);
    assertEquals(whole.getKey(), parts.getKey(), 1e-12 * (1 + Math.abs(whole.getKey())));
    whole
        .getValue()
        .forEach(
            (path, value) ->
                assertTrue(
                    value.isClose(parts.getValue().get(path), 1e-12, 1e-12),
                    () -> path + ": " + parts.getValue().get(path) + " instead of " + value));
  }

  @TestFactory
  Stream<DynamicTest> makeTheStepOfTheWhole() {
    return cases().stream()
        .map(
            each ->
                dynamicTest(
                    each.toString(),
                    () -> {
                      assertSame(each.setting, 2);
                      assertSame(each.setting, 3);
                    }));
  }

  @Test
  void allLossesAreHere() {
    Plugins plugins = Plugins.load();
    TreeSet<String> tested = new TreeSet<>();
    cases().forEach(c -> tested.add(plugins.kind(LossProvider.class).nameOf(c.loss.getClass())));
    assertEquals(tested, new TreeSet<>(plugins.kind(LossProvider.class).names()));
  }

  /** Targets come with a mask of them, behind the last class. */
  @Test
  void masksCountByWhatTheyLeave() {
    Tensor mask = Tensor.of(0d, 0, 1, 1, 1, 0, 0.5);
    MeanSquaredError loss = new MeanSquaredError();
    BatchLoss masked =
        (network, batch, context) -> {
          Tensor prediction = network.forward(batch.inputs(), context);
          Tensor weights = batch.targets().select(1, 1);
          return BatchLoss.Output.of(
                  loss.of(prediction, batch.targets().slice(1, 0, 1), weights), prediction)
              .dividedBy(weights.sum().item());
        };
    Batch batch =
        new Batch(gaussian(2, EXAMPLES, FEATURES), Shaping.stack(1, gaussian(3, EXAMPLES), mask));
    assertSame(new Setting(masked, 1, false, batch), 2);
  }

  @Test
  void aBatchInWhichNothingCountsHasNoLoss() {
    Batch batch = new Batch(gaussian(2, 2, FEATURES), Tensor.of(3, 3));
    Setting setting =
        new Setting(BatchLoss.of(new CrossEntropy().ignoring(3)), CLASSES, false, batch);
    Module network = setting.network();
    Map<String, Tensor> before = ModelState.of(network).values();
    for (int part = 1; part <= 2; part++) {
      TrainerBuilder builder =
          Trainer.of(network, setting.loss, Optimizer.of(network.parameters(), 1, Sgd.plain()))
              .data(BatchSource.of(List.of(batch)), RandomSource.of(1))
              .microBatches(part);
      Trainer stopping = builder.build();
      assertEquals(
          "[trainer] the training has diverged: expected a finite loss, got NaN in epoch 1, batch 1"
              + " (step 1). Nothing in the batch counts: all of its targets are ignored or weigh"
              + " nothing. Hint: WhenNotFinite.SKIP leaves such batches out. There is no"
              + " checkpoint.",
          assertThrows(DivergedException.class, () -> stopping.train(1)).getMessage());
      builder.whenNotFinite(WhenNotFinite.GO_ON).build().train(1);
      assertEquals(before, ModelState.of(network).values());
    }
  }

  @Test
  void makeTheStepsOfTheWholeInFloat32() {
    Lesson lesson = new Lesson();
    Module whole = Lesson.network();
    Trainer.of(whole, new CrossEntropy(), Lesson.optimizer(whole))
        .data(BatchSource.of(lesson.batches()), RandomSource.of(1))
        .build()
        .train(2);
    Module parts = Lesson.network();
    Trainer.of(parts, new CrossEntropy(), Lesson.optimizer(parts))
        .data(BatchSource.of(lesson.batches()), RandomSource.of(1))
        .microBatches(5)
        .build()
        .train(2);

    // Ten steps of float32 sums in another order.
    ModelState.of(whole)
        .values()
        .forEach(
            (path, value) ->
                assertTrue(value.isClose(ModelState.of(parts).values().get(path), 1e-5, 1e-6)));
  }
}
