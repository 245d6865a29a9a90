package org.gradus.lecture.images;

import java.util.List;
import org.gradus.core.data.Batch;
import org.gradus.core.tensor.Workspace;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.layers.module.Module;
import org.gradus.optimizers.chart.MatrixPanel;
import org.gradus.optimizers.metric.ConfusionMatrix;
import org.gradus.optimizers.metric.Recall;
import org.gradus.optimizers.metric.Tally;

/** Which classes of images a network takes for which others. */
final class Confusions {
  private static final int BATCH = 1000;

  private Confusions() {}

  /** Returns the counts of a test set as a matrix, without those that are right. */
  static MatrixPanel panel(Module network, Dataset test, List<String> names) {
    Tally tally = new Tally(new Recall());
    Workspace workspace = new Workspace();
    for (Batch batch : test.batches(BATCH)) {
      workspace.step(() -> tally.add(network.forward(batch.inputs()), batch.targets()));
    }
    ConfusionMatrix counts = ConfusionMatrix.of(tally);
    int classes = counts.classes();
    double[][] wrong = new double[classes][classes];
    String[][] texts = new String[classes][classes];
    for (int actual = 0; actual < classes; actual++) {
      for (int predicted = 0; predicted < classes; predicted++) {
        long count = counts.count(actual, predicted);
        wrong[actual][predicted] = actual == predicted ? Double.NaN : count;
        texts[actual][predicted] = String.valueOf(count);
      }
    }
    return new MatrixPanel("What is taken for what", "taken for", "class of the image", wrong)
        .labels(names, names)
        .texts(texts);
  }
}
