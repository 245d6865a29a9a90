package org.gradus.lecture.normalization;

import com.google.common.primitives.Ints;
import java.awt.Color;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.gradus.core.data.Batch;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.text.TextTable;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.layers.module.Module;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.experiment.Numbers;
import org.gradus.lecture.experiment.SamplingError;
import org.gradus.lecture.training.Score;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;

/** What becomes of networks whose statistics are not frozen at inference. */
final class Freezing {
  private static final Color OF_ONE_CLASS = Palette.PURPLE.color();

  private Freezing() {}

  /**
   * Forgets to freeze, for test batches of several sizes and of one class, and claims that errors
   * rise with batch norm, and that scores do not change with layer norm.
   *
   * @param batchSizes the numbers of examples in a batch
   */
  static LinePanel forgotten(
      Dataset test,
      int[] batchSizes,
      Module batchNorm,
      Module layerNorm,
      RandomSource random,
      Lab lab) {
    double frozen = Score.of(batchNorm, test.all()).error();
    int largest = Ints.max(batchSizes);
    double[] sizes = Arrays.stream(batchSizes).asDoubleStream().toArray();
    double[] ofBatchNorm = new double[sizes.length];
    double[] ofLayerNorm = new double[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      List<Batch> batches = test.batches(batchSizes[i]);
      ofBatchNorm[i] = Unfrozen.error(batchNorm, batches, random);
      ofLayerNorm[i] = Unfrozen.error(layerNorm, batches, random);
    }
    double sorted = Unfrozen.error(batchNorm, sortedByClass(test).batches(largest), random);
    TextTable table = new TextTable("batch norm at inference", "test error %");
    table.row("frozen", Numbers.text(frozen));
    table.row("not frozen, batches of 2", Numbers.text(ofBatchNorm[0]));
    table.row("not frozen, batches of 100", Numbers.text(ofBatchNorm[sizes.length - 1]));
    table.row("not frozen, batches of 100 of the same class", Numbers.text(sorted));
    lab.show(table);
    double chance = SamplingError.ofDifference(frozen, test.size());
    String source = "Ioffe and Szegedy 2015, section 3.1";
    lab.claim(
        Claim.below(
            "not frozen, batches of 2: test error (%) above that of frozen",
            frozen, ofBatchNorm[0], source, chance));
    lab.claim(
        Claim.below(
            "not frozen, batches of one class: test error (%) above that of frozen",
            frozen, sorted, source, chance));
    lab.claim(
        Claim.equal(
            "layer norm: scores that differ between training and inference",
            different(test.all().inputs(), layerNorm, random),
            0,
            "Ba et al. 2016",
            0));
    return new LinePanel("Not frozen at inference", "examples in a test batch", "test error (%)")
        .horizontally(0, largest)
        .vertically(0, 100)
        .line("batch norm, not frozen", sizes, ofBatchNorm, Palette.ofSeries(1))
        .line("layer norm, not frozen", sizes, ofLayerNorm, Palette.ofSeries(0))
        .points("batches of one class", new double[] {largest}, new double[] {sorted}, OF_ONE_CLASS)
        .level("batch norm, frozen", 0, largest, frozen);
  }

  private static double different(Tensor inputs, Module network, RandomSource random) {
    Tensor scores = Unfrozen.scores(network, inputs, random);
    return scores.ne(network.forward(inputs)).cast(DType.FLOAT64).sum().item();
  }

  private static Dataset sortedByClass(Dataset test) {
    int[] digits = test.targets().toInts();
    return test.select(
        IntStream.range(0, digits.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> digits[i]))
            .mapToInt(Integer::intValue)
            .toArray());
  }
}
