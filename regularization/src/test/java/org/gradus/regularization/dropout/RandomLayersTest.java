package org.gradus.regularization.dropout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.contract.ModuleContract;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Context;
import org.gradus.layers.residual.Residual;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RandomLayersTest {
  private static final int MANY = 200_000;

  private static final List<RandomLayer> ALL =
      List.of(
          new Dropout(0.4),
          new SpatialDropout(0.4),
          new AlphaDropout(0.4),
          new FeatureAlphaDropout(0.4),
          new StochasticDepth(0.4),
          new GaussianNoise(0.4),
          new GaussianDropout(0.4));

  private static Context training() {
    return Context.train(RandomSource.of(7));
  }

  @Test
  void keepTheirContract() {
    for (RandomLayer layer : ALL) {
      ModuleContract.check(layer, Shape.of(4, 3, 2));
    }
  }

  @Test
  void evaluationIsTheIdentity() {
    Tensor x = Tensor.ones(4, 3, 2);
    for (RandomLayer layer : ALL) {
      assertSame(x, layer.forward(x, Context.eval()));
      assertNotEquals(x, layer.forward(x, Context.sampling(RandomSource.of(1))));
    }
  }

  @Test
  void nothingIsTheIdentityToo() {
    Tensor x = Tensor.ones(4, 3, 2);
    for (RandomLayer layer :
        List.of(
            new Dropout(0),
            new SpatialDropout(0),
            new AlphaDropout(0),
            new FeatureAlphaDropout(0),
            new StochasticDepth(0),
            new GaussianNoise(0),
            new GaussianDropout(0))) {
      assertSame(x, layer.forward(x, training()));
    }
  }

  @Test
  void theSourceDecides() {
    Tensor x = Tensor.ones(40, 3, 2);
    for (RandomLayer layer : ALL) {
      Tensor y = layer.forward(x, training());
      assertEquals(y, layer.forward(x, training()));
      assertNotEquals(y, layer.forward(x, Context.train(RandomSource.of(8))));
    }
  }

  /**
   * Five standard errors of the mean, from the variance of a factor or a term of each: a right
   * implementation fails for less than one seed in a million.
   */
  @Test
  void theMeanStays() {
    double p = 0.3;
    Tensor ones = Tensor.ones(DType.FLOAT64, Shape.of(MANY, 1, 1));
    double factors = 5 * Math.sqrt(p / (1 - p) / MANY);
    for (RandomLayer layer :
        List.of(
            new Dropout(p),
            new SpatialDropout(p),
            new StochasticDepth(p),
            new GaussianDropout(p))) {
      Tensor y = layer.forward(ones, training());
      assertEquals(1, y.mean().item(), factors, layer.toString());
      // Factors have variance p / (1 − p); the deviation of their squares is below 0.7 here.
      assertEquals(
          p / (1 - p),
          y.sub(1).square().mean().item(),
          5 * 0.7 / Math.sqrt(MANY),
          layer.toString());
    }
    Tensor noise = new GaussianNoise(2).forward(ones, training()).sub(1);
    assertEquals(0, noise.mean().item(), 5 * 2 / Math.sqrt(MANY));
    assertEquals(4, noise.square().mean().item(), 5 * 4 * Math.sqrt(2.0 / MANY));
  }

  @Test
  void whatBelongsTogetherIsDroppedTogether() {
    Tensor y = new SpatialDropout(0.5).forward(Tensor.ones(10, 20, 4), training());
    Tensor channels = y.select(2, 0);
    assertEquals(channels.unsqueeze(2).expand(y.shape()), y);
    assertNotEquals(channels.select(1, 0).unsqueeze(1).expand(channels.shape()), channels);

    Tensor depth = new StochasticDepth(0.5).forward(Tensor.ones(10, 20, 4), training());
    assertEquals(depth.select(2, 0).select(1, 0).reshape(10, 1, 1).expand(y.shape()), depth);
  }

  @Test
  void backwardHasTheSameMask() {
    Tensor x = Tensor.ones(DType.FLOAT64, Shape.of(1000)).tracked();
    Tensor y = new Dropout(0.3).forward(x, training());
    Gradients gradients = y.sum().backward();
    assertEquals(y.detach(), gradients.of(x));
  }

  @Test
  void droppedExamplesTakeTheShortcut() {
    Residual block = Residual.of(Sequential.of(Linear.of(3), new StochasticDepth(0.5)));
    block.build(Shape.of(1, 3), RandomSource.of(1));
    Tensor x = Tensor.ones(30, 3);
    Tensor y = block.forward(x, training()).detach();
    Tensor kept = new StochasticDepth(0.5).forward(Tensor.ones(30, 1), training());
    Tensor branch = block.forward(x).sub(x);
    assertTrue(y.isClose(x.add(branch.mul(kept)), 1e-6, 1e-6));
  }

  @Test
  void probabilitiesOfDepthGrowLinearly() {
    assertEquals(
        List.of(
            new StochasticDepth(0.125),
            new StochasticDepth(0.25),
            new StochasticDepth(0.375),
            new StochasticDepth(0.5)),
        StochasticDepth.upTo(0.5, 4));
  }

  @Test
  void refuseBadSettings() {
    assertRefused(
        "[dropout] probability is out of range: expected a number from 0 to below 1, got 1.0.",
        () -> new Dropout(1));
    assertRefused(
        "[gaussian-noise] deviation is out of range: expected a finite number of at least 0, got"
            + " -1.0.",
        () -> new GaussianNoise(-1));
    assertRefused(
        "[stochastic-depth] blocks is out of range: expected at least 1, got 0.",
        () -> StochasticDepth.upTo(0.5, 0));
    ShapeException e =
        assertThrows(
            ShapeException.class,
            () -> new SpatialDropout(0.5).build(Shape.of(4), RandomSource.of(1)));
    assertEquals(
        "[spatial-dropout] the input does not fit: expected (N, C, …), got (4).", e.getMessage());
  }

  private static void assertRefused(String message, Executable construction) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, construction);
    assertEquals(message, e.getMessage());
  }
}
