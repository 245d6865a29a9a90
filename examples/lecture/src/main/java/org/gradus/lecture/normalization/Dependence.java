package org.gradus.lecture.normalization;

import com.google.common.primitives.Ints;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Tensor;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.layers.module.Module;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Lab;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;

/** How examples of a batch depend on each other, by batch norm and by layer norm. */
final class Dependence {
  private Dependence() {}

  /**
   * Replaces an example of a batch, sees what becomes of the others, and claims that they change
   * with batch norm only.
   *
   * @param batches the numbers of examples in a batch
   */
  static LinePanel between(
      Dataset test,
      int[] batches,
      Module batchNorm,
      Module layerNorm,
      RandomSource random,
      Lab lab) {
    double[] sizes = Arrays.stream(batches).asDoubleStream().toArray();
    double[] ofBatchNorm = new double[sizes.length];
    double[] ofLayerNorm = new double[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      ofBatchNorm[i] = changeOfOthers(test, batchNorm, batches[i], random);
      ofLayerNorm[i] = changeOfOthers(test, layerNorm, batches[i], random);
    }
    lab.claim(
        Claim.below(
            "batch norm: the other scores change, at least by",
            0,
            Arrays.stream(ofBatchNorm).min().orElseThrow(),
            "Ioffe and Szegedy 2015, section 3",
            0));
    lab.claim(
        Claim.equal(
            "layer norm: the other scores change, at most by",
            Arrays.stream(ofLayerNorm).max().orElseThrow(),
            0,
            "Ba et al. 2016",
            0));
    return new LinePanel(
            "One example of a batch is replaced", "examples in a batch", "change of other scores")
        .horizontally(0, Ints.max(batches))
        .fromZero()
        .line("batch norm", sizes, ofBatchNorm, Palette.ofSeries(1))
        .line("layer norm", sizes, ofLayerNorm, Palette.ofSeries(0));
  }

  /** Returns the root mean square of the change of the other examples' scores. */
  private static double changeOfOthers(
      Dataset test, Module network, int batch, RandomSource random) {
    int[] positions = IntStream.range(0, batch).toArray();
    Tensor before = Unfrozen.scores(network, test.get(positions).inputs(), random);
    positions[0] = batch;
    Tensor after = Unfrozen.scores(network, test.get(positions).inputs(), random);
    return Math.sqrt(after.sub(before).slice(0, 1, batch).square().mean().item());
  }
}
