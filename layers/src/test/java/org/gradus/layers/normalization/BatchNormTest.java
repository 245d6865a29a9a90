package org.gradus.layers.normalization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.gradus.core.normalization.EpsilonPlacement;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Mode;
import org.gradus.layers.module.Module;
import org.junit.jupiter.api.Test;

class BatchNormTest {
  /** Mean 1, biased variance 4, unbiased variance 8. */
  private static final Tensor BATCH = Tensor.of(new double[][] {{3}, {-1}});

  private static BatchNorm built(BatchNorm batchNorm, Shape input) {
    batchNorm.build(input, Construction.of(DType.FLOAT64, RandomSource.of(1)));
    return batchNorm;
  }

  private static Context training() {
    return Context.train(RandomSource.of(1));
  }

  private static double buffer(Module module, String name) {
    return module.ownBuffers().get(name).tensor().item();
  }

  @Test
  void normalizesByTheBatchInTraining() {
    BatchNorm batchNorm =
        built(BatchNorm.create().withEpsilon(0, EpsilonPlacement.INSIDE_ROOT), BATCH.shape());

    assertEquals(
        Tensor.of(new double[][] {{1}, {-1}}), batchNorm.forward(BATCH, training()).detach());
  }

  @Test
  void placesEpsilonAsTheSlideDoes() {
    BatchNorm batchNorm =
        built(BatchNorm.create().withEpsilon(0.5, EpsilonPlacement.OUTSIDE_ROOT), BATCH.shape());

    assertEquals(
        Tensor.of(new double[][] {{0.8}, {-0.8}}), batchNorm.forward(BATCH, training()).detach());
    batchNorm.ownBuffers().get("running-mean").set(Tensor.of(1.0));
    batchNorm.ownBuffers().get("running-variance").set(Tensor.of(4.0));
    assertEquals(Tensor.of(new double[][] {{0.8}, {-0.8}}), batchNorm.forward(BATCH));
  }

  @Test
  void movesItsStatisticsByTheMomentum() {
    BatchNorm batchNorm = built(BatchNorm.create().withMomentum(0.25), BATCH.shape());
    batchNorm.forward(BATCH, training());

    assertEquals(0.25, buffer(batchNorm, "running-mean"));
    assertEquals(0.75 + 0.25 * 8, buffer(batchNorm, "running-variance"));
    assertEquals(1, buffer(batchNorm, "batches"));
  }

  @Test
  void averagesAllBatchesAlike() {
    BatchNorm batchNorm = built(BatchNorm.create().withCumulativeAverage(), BATCH.shape());
    batchNorm.forward(BATCH, training());
    batchNorm.forward(BATCH.mul(3), training());

    assertEquals((1 + 3) / 2.0, buffer(batchNorm, "running-mean"));
    assertEquals((8 + 9 * 8) / 2.0, buffer(batchNorm, "running-variance"));
  }

  @Test
  void evaluationChangesNothingAndKeepsExamplesApart() {
    BatchNorm batchNorm = built(BatchNorm.create(), Shape.of(2, 3));
    double[] values = new double[12];
    RandomSource.of(5).fillGaussian(values, 0, values.length);
    Tensor x = Tensor.of(values, Shape.of(4, 3));
    batchNorm.forward(x, training());
    Tensor before = batchNorm.ownBuffers().get("running-mean").tensor().copy();

    Tensor all = batchNorm.forward(x);
    Tensor alone = batchNorm.forward(x.slice(0, 1, 2));

    assertEquals(all.slice(0, 1, 2), alone);
    assertEquals(before, batchNorm.ownBuffers().get("running-mean").tensor());
    assertNotEquals(
        batchNorm.forward(x, training()).detach(),
        all,
        "training normalizes by the batch, evaluation by what was observed");
  }

  @Test
  void saysWhereExamplesMix() {
    assertTrue(BatchNorm.create().mixesExamples(Mode.TRAIN));
    assertEquals(false, BatchNorm.create().mixesExamples(Mode.EVAL));
    assertTrue(BatchNorm.create().withoutStatistics().mixesExamples(Mode.EVAL));
  }

  @Test
  void refusesABatchOfOneInTrainingOnly() {
    Module network = Sequential.of(BatchNorm.create());
    network.build(Shape.of(2, 3), RandomSource.of(1));
    Tensor one = Tensor.zeros(1, 3);

    assertEquals(Shape.of(1, 3), network.forward(one).shape());
    ShapeException thrown =
        assertThrows(ShapeException.class, () -> network.forward(one, training()));
    assertEquals(
        "[batch-norm] the batch has no variance: expected at least 2 numbers for each channel, got"
            + " 1. Shape: (1, 3). At 0.",
        thrown.getMessage());
    assertEquals(Tensor.of(0f, 0, 0), network.buffers().get("0/running-mean").tensor());
  }

  @Test
  void takesOneImageInTraining() {
    BatchNorm batchNorm = built(BatchNorm.create(), Shape.of(1, 1, 2));

    assertEquals(
        Shape.of(1, 1, 2),
        batchNorm.forward(Tensor.of(new double[] {1, 2}, Shape.of(1, 1, 2)), training()).shape());
  }

  @Test
  void refusesAnotherTypeBeforeItsStatisticsChange() {
    Module network =
        Sequential.of(
            BatchNorm.create().withoutAffine(), InstanceNorm.create().withStatistics(0.1));
    network.build(Shape.of(2, 3, 2), Construction.of(DType.FLOAT32, RandomSource.of(1)));
    Tensor x = Tensor.ones(DType.FLOAT64, Shape.of(2, 3, 2));
    for (Context context : List.of(training(), Context.eval())) {
      DTypeException thrown = assertThrows(DTypeException.class, () -> network.forward(x, context));
      assertEquals(
          "[batch-norm] wrong element type: expected FLOAT32, as the running statistics at 0 are"
              + " (cast converts), got FLOAT64.",
          thrown.getMessage());
    }
    DTypeException alone =
        assertThrows(
            DTypeException.class, () -> network.children().get("1").forward(x, training()));
    assertEquals(
        "[instance-norm] wrong element type: expected FLOAT32, as the running statistics are (cast"
            + " converts), got FLOAT64.",
        alone.getMessage());
    assertEquals(Tensor.of(0f, 0, 0), network.buffers().get("0/running-mean").tensor());
    assertEquals(0, network.buffers().get("1/batches").tensor().item());
  }

  @Test
  void instanceStatisticsRefuseAnEmptyBatch() {
    InstanceNorm norm = InstanceNorm.create().withStatistics(0.1);
    norm.build(Shape.of(2, 3, 4), RandomSource.of(1));
    Tensor none = Tensor.zeros(0, 3, 4);

    ShapeException thrown =
        assertThrows(ShapeException.class, () -> norm.forward(none, training()));
    assertEquals(
        "[instance-norm] there is nothing to observe: expected at least 1 example, got (0, 3, 4).",
        thrown.getMessage());
    assertEquals(Tensor.of(0f, 0, 0), norm.ownBuffers().get("running-mean").tensor());
    assertEquals(Shape.of(0, 3, 4), norm.forward(none).shape());
  }
}
