package org.gradus.lecture.residual;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.gradus.core.random.RandomSource;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Module;
import org.gradus.optimizers.chart.Grid;
import org.junit.jupiter.api.Test;

class PlaneTest {
  private final Module network = new DeepNetwork(4, 6, true).create(RandomSource.of(1));

  private Tensor parameter(String path) {
    return network.parameters().get(path).tensor().detach().copy();
  }

  /** Source: Li et al. 2018, section 4. */
  @Test
  void movesEachRowByItsOwnLengthAndNothingElse() {
    Tensor weight = parameter("0/weight");
    Tensor gain = parameter("1/weight");
    Plane plane = new Plane(network, RandomSource.of(2));
    plane.moveTo(1, 0);
    Tensor moved = parameter("0/weight").sub(weight);
    double[][] ratios =
        Reductions.norm(moved, 2, true, 1)
            .div(Reductions.norm(weight, 2, true, 1))
            .cast(DType.FLOAT64)
            .toDoubleRows();
    for (double[] ratio : ratios) {
      assertEquals(1, ratio[0], 1e-5);
    }
    assertEquals(gain, parameter("1/weight"));
    plane.moveTo(0, 0);
    assertEquals(weight, parameter("0/weight"));
  }

  @Test
  void visitsAllPlacesAndComesBack() {
    Tensor weight = parameter("0/weight");
    Grid grid =
        new Plane(network, RandomSource.of(2))
            .grid(3, moved -> parameter("0/weight").sub(weight).square().sum().item());
    assertEquals(0, grid.heights()[1][1]);
    assertEquals(grid.heights()[1][0], grid.heights()[1][2], 1e-4 * grid.heights()[1][0]);
    assertEquals(weight, parameter("0/weight"));
  }

  @Test
  void aBowlIsSmoothAndADomeIsNot() {
    double[] places = {-1, 0, 1};
    double[][] bowl = {{2, 1, 2}, {1, 0, 1}, {2, 1, 2}};
    double[][] dome = {{-2, -1, -2}, {-1, 0, -1}, {-2, -1, -2}};
    assertEquals(0, LossSurface.roughness(new Grid(places, places, bowl)));
    assertEquals(1, LossSurface.roughness(new Grid(places, places, dome)));
  }
}
