package org.gradus.layers.normalization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.core.random.RandomSource;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.Tanh;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.junit.jupiter.api.Test;

class RecalibrationTest {
  private static final Tensor DATA = data();

  private static Tensor data() {
    double[] values = new double[40 * 3];
    RandomSource.of(2).fillGaussian(values, 0, values.length);
    return Tensor.of(values, Shape.of(40, 3)).mul(2).add(1000);
  }

  private static Module network() {
    Module network =
        Sequential.of(
            BatchNorm.create(), Linear.of(5), BatchNorm.create(), new Tanh(), BatchNorm.create());
    network.build(DATA.shape(), Construction.of(DType.FLOAT64, RandomSource.of(1)));
    return network;
  }

  private static void requireStatistics(Module network, String path, Tensor inputs) {
    Tensor mean = network.buffers().get(path + "/running-mean").tensor();
    Tensor variance = network.buffers().get(path + "/running-variance").tensor();
    assertTrue(mean.isClose(inputs.mean(0), 1e-12, 1e-12), path);
    assertTrue(variance.isClose(Reductions.variance(inputs, 1, false, 0), 1e-10, 0), path);
  }

  @Test
  void takesTheStatisticsOfTheWholeSetLayerByLayer() {
    Module network = network();
    // Uneven batches: an average over batches would be another number.
    Recalibration.run(
        network, List.of(DATA.slice(0, 0, 7), DATA.slice(0, 7, 39), DATA.slice(0, 39, 40)));

    Tensor x = DATA;
    Context context = Context.eval();
    for (String name : network.children().keySet()) {
      Module child = network.children().get(name);
      if (child instanceof BatchNorm) {
        requireStatistics(network, name, x);
      }
      x = child.forward(x, context).detach();
    }
  }

  @Test
  void recalibratesANetworkThatIsABatchNorm() {
    BatchNorm batchNorm = BatchNorm.create();
    batchNorm.build(DATA.shape(), Construction.of(DType.FLOAT64, RandomSource.of(1)));
    Recalibration.run(batchNorm, List.of(DATA));

    Tensor y = batchNorm.forward(DATA);
    assertTrue(y.mean(0).isClose(Tensor.of(0.0, 0, 0), 0, 1e-10));
  }

  @Test
  void asksForData() {
    Module network = network();
    IllegalArgumentException none =
        assertThrows(IllegalArgumentException.class, () -> Recalibration.run(network, List.of()));
    assertEquals(
        "[recalibration] there is no data: expected at least one batch, got none.",
        none.getMessage());
    List<Tensor> single = List.of(DATA.slice(0, 0, 1));
    IllegalArgumentException one =
        assertThrows(IllegalArgumentException.class, () -> Recalibration.run(network, single));
    assertEquals(
        "[recalibration] the data has no variance: expected at least 2 numbers for each channel,"
            + " got 1.",
        one.getMessage());
  }

  @Test
  void wantsTheSameBatchesInEachPass() {
    Module network = network();
    Map<String, Tensor> before = new LinkedHashMap<>();
    network.buffers().forEach((path, buffer) -> before.put(path, buffer.tensor().copy()));
    Iterator<Tensor> once = List.of(DATA.slice(0, 0, 20), DATA.slice(0, 20, 40)).iterator();

    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> Recalibration.run(network, () -> once));
    assertEquals(
        "[recalibration] the number of batches changes: expected 2 in each pass, got 0. Hint: the"
            + " data is gone through once for each batch norm.",
        thrown.getMessage());
    before.forEach((path, value) -> assertEquals(value, network.buffers().get(path).tensor()));
  }

  @Test
  void seesAllBatchesOfASinglePass() {
    Sequential network = Sequential.of(BatchNorm.create());
    network.build(DATA.shape(), Construction.of(DType.FLOAT64, RandomSource.of(1)));
    Iterator<Tensor> once = List.of(DATA.slice(0, 0, 20), DATA.slice(0, 20, 40)).iterator();

    Recalibration.run(network, () -> once);

    requireStatistics(network, "0", DATA);
  }
}
