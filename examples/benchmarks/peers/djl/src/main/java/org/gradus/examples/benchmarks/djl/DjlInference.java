package org.gradus.examples.benchmarks.djl;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.util.List;
import org.gradus.examples.benchmarks.workloads.Batches;
import org.gradus.examples.benchmarks.workloads.Workload;
import org.gradus.examples.benchmarks.workloads.WorkloadData;

/** Linear 784–512, ReLU, Linear 512–512, ReLU, Linear 512–10: inference of single examples. */
final class DjlInference implements Workload {
  private final List<NDArray> inputs;
  private final Predictor<NDList, NDList> predictor;

  DjlInference() {
    Model model = Model.newInstance("network");
    model.setBlock(
        Layers.sequence(
            Layers.linear(512),
            Layers.relu(),
            Layers.linear(512),
            Layers.relu(),
            Layers.linear(10)));
    Batches data = WorkloadData.singleDigits();
    inputs = Data.arrays(model.getNDManager(), data.inputs());
    model
        .getBlock()
        .initialize(model.getNDManager(), DataType.FLOAT32, Data.shape(data.inputs().get(0)));
    predictor = model.newPredictor(new NoopTranslator(null));
  }

  @Override
  public int batches() {
    return inputs.size();
  }

  @Override
  public double step(int batch) {
    try {
      predictor.predict(new NDList(inputs.get(batch))).close();
    } catch (TranslateException e) {
      throw new IllegalStateException("[djl] the inference failed: " + e.getMessage(), e);
    }
    return Double.NaN;
  }
}
