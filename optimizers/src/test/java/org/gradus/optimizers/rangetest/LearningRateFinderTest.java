package org.gradus.optimizers.rangetest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.gradus.core.data.Batch;
import org.gradus.core.data.BatchSource;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.model.ModelState;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Module;
import org.gradus.layers.normalization.BatchNorm;
import org.gradus.losses.regression.MeanSquaredError;
import org.gradus.optimizers.chart.Palette;
import org.gradus.optimizers.rule.Adam;
import org.gradus.optimizers.training.BatchLoss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningRateFinderTest {
  private static final RandomSource RANDOM = RandomSource.of(7);
  private static final BatchLoss SQUARED_ERROR = BatchLoss.of(new MeanSquaredError());

  @TempDir private Path folder;

  private static Module network() {
    Module model = Sequential.of(Linear.of(6), BatchNorm.create(), Linear.of(1));
    model.build(Shape.of(1, 4), RandomSource.of(1));
    return model;
  }

  private static BatchSource data() {
    return random ->
        IntStream.range(0, 3)
            .mapToObj(
                i -> {
                  float[] x = new float[5 * 4];
                  random.stream(Integer.toString(i)).fillGaussian(x, 0, x.length);
                  Tensor inputs = Tensor.of(x, Shape.of(5, 4));
                  return new Batch(inputs, inputs.slice(1, 0, 1).mul(3).add(5));
                })
            .toList();
  }

  /** The line y = w x through x = 1, y = 0: the loss is w², its gradient step w ← (1 − 2η) w. */
  private static LearningRateCurve ofAParabola(LearningRateFinder finder) {
    Module line = Linear.of(1).withoutBias();
    Construction.of(DType.FLOAT64, RandomSource.of(1)).build(line, Shape.of(1, 1));
    line.parameters().values().forEach(w -> w.set(Tensor.of(new double[][] {{1}})));
    Tensor one = Tensor.of(new double[][] {{1}});
    Batch batch = new Batch(one, Tensor.of(new double[][] {{0}}));
    Optimizer optimizer = Optimizer.of(line.parameters(), 1, Sgd.plain());
    return finder.run(line, SQUARED_ERROR, optimizer, BatchSource.of(List.of(batch)), RANDOM);
  }

  @Test
  void followsRatesAndSmoothsLossesAsTheFormulasSay() {
    LearningRateFinder finder = new LearningRateFinder().withRates(1e-4, 1e-1).withSteps(4);
    List<LearningRateCurve.Point> points = ofAParabola(finder).points();
    double weight = 1;
    double average = 0;
    for (int i = 0; i < 4; i++) {
      double rate = Math.pow(10, i - 4);
      LearningRateCurve.Point point = points.get(i);
      assertEquals(rate, point.rate(), 1e-15);
      assertEquals(weight * weight, point.loss(), 1e-14);
      average = 0.9 * average + 0.1 * weight * weight;
      assertEquals(average / (1 - Math.pow(0.9, i + 1)), point.smoothed(), 1e-14);
      weight *= 1 - 2 * rate;
    }
  }

  @Test
  void growsByEqualAmountsIfAsked() {
    LearningRateFinder finder =
        new LearningRateFinder()
            .withRates(0.1, 0.4)
            .withSteps(4)
            .withSweep(LearningRateFinder.Sweep.LINEAR);
    double[] rates =
        ofAParabola(finder).points().stream().mapToDouble(LearningRateCurve.Point::rate).toArray();
    for (int i = 0; i < 4; i++) {
      assertEquals(0.1 * (i + 1), rates[i], 1e-15);
    }
  }

  @Test
  void endsWhereTheLossDiverges() {
    // Beyond η = 1 the weight grows; at η = 10⁶ by 4·10¹² a step.
    LearningRateCurve curve =
        ofAParabola(new LearningRateFinder().withRates(1e-3, 1e6).withSteps(200));
    assertTrue(curve.diverged());
    double last = curve.points().get(curve.points().size() - 1).rate();
    assertTrue(last > 1 && last < 100, "last rate " + last);
    assertFalse(ofAParabola(new LearningRateFinder().withRates(1e-3, 0.5)).diverged());
  }

  @Test
  void leavesEverythingAsItWas() {
    Module model = network();
    Optimizer optimizer = Optimizer.of(model.parameters(), 0.25, new Adam());
    List<Batch> batches = data().epoch(RANDOM);
    for (Batch batch : batches) {
      optimizer.step(
          new MeanSquaredError()
              .of(model.parameters().get("2/bias").tensor(), batch.targets().select(0, 0))
              .backward());
    }
    Map<String, Tensor> before = ModelState.of(model).values();
    Map<String, Tensor> state = optimizer.state();
    LearningRateFinder finder = new LearningRateFinder().withSteps(20);
    LearningRateCurve first = finder.run(model, SQUARED_ERROR, optimizer, data(), RANDOM);
    assertEquals(before, ModelState.of(model).values());
    assertEquals(state, optimizer.state());
    assertEquals(0.25, optimizer.groups().get(0).learningRate());
    assertEquals(first, finder.run(model, SQUARED_ERROR, optimizer, data(), RANDOM));

    BatchSource none = BatchSource.of(List.of());
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () -> finder.run(model, SQUARED_ERROR, optimizer, none, RANDOM));
    assertEquals(
        "[learning-rate-finder] there is nothing to train on: expected at least one batch in an epoch, got none.",
        refused.getMessage());
    assertEquals(before, ModelState.of(model).values());
  }

  @Test
  void suggestsTheSteepestDescentAndATenthOfTheLeast() throws IOException {
    // A logistic fall around 10⁻³, and a rise from 10⁻¹ on.
    List<LearningRateCurve.Point> points =
        IntStream.rangeClosed(0, 60)
            .mapToObj(
                i -> {
                  double exponent = -6 + 0.1 * i;
                  double loss =
                      1 / (1 + Math.exp(4 * (exponent + 3))) + Math.exp(6 * (exponent + 0.5));
                  return new LearningRateCurve.Point(Math.pow(10, exponent), loss, loss);
                })
            .toList();
    LearningRateCurve curve = new LearningRateCurve(points, true);
    assertEquals(1e-3, curve.steepest().orElseThrow(), 1e-12);
    double least = curve.tenthOfLeast().orElseThrow();
    assertTrue(least > 1e-3 && least < 1e-1, "a tenth of the least: " + least);
    Path file = folder.resolve("curve.png");
    curve.figure().write(file);
    // The fall by 1 is not lost beside the rise to 20.
    BufferedImage image = ImageIO.read(file.toFile());
    int plateau = rowsOfTheCurve(image, 150, 200).min().orElseThrow();
    int valley = rowsOfTheCurve(image, 150, 750).max().orElseThrow();
    assertTrue(valley - plateau > 200, plateau + " to " + valley);
  }

  /** Returns the rows in which the curve is, between two columns. */
  private static IntStream rowsOfTheCurve(BufferedImage image, int from, int to) {
    int curve = Palette.BLUE.color().getRGB();
    return IntStream.range(0, image.getHeight())
        .filter(y -> IntStream.range(from, to).anyMatch(x -> image.getRGB(x, y) == curve));
  }

  @Test
  void suggestsNothingWhereNothingFalls() {
    List<LearningRateCurve.Point> rising =
        List.of(
            new LearningRateCurve.Point(1, 1, 1),
            new LearningRateCurve.Point(2, 2, 2),
            new LearningRateCurve.Point(3, 3, 3));
    assertEquals(OptionalDouble.empty(), new LearningRateCurve(rising, false).steepest());
    LearningRateCurve broken =
        new LearningRateCurve(
            List.of(new LearningRateCurve.Point(1, Double.NaN, Double.NaN)), true);
    assertEquals(OptionalDouble.empty(), broken.steepest());
    assertEquals(OptionalDouble.empty(), broken.tenthOfLeast());
    assertEquals(800, broken.figure().image().getWidth());
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertEquals(
        "[learning-rate-finder] largest rate is out of range: expected a finite number above the least, got 1.0.",
        assertThrows(IllegalArgumentException.class, () -> new LearningRateFinder().withRates(1, 1))
            .getMessage());
    assertEquals(
        "[learning-rate-finder] number of steps is out of range: expected at least 2, got 1.",
        assertThrows(IllegalArgumentException.class, () -> new LearningRateFinder().withSteps(1))
            .getMessage());
  }
}
