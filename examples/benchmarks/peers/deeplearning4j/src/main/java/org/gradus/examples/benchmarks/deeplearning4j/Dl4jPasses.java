package org.gradus.examples.benchmarks.deeplearning4j;

import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.gradus.core.tensor.Tensor;
import org.gradus.examples.benchmarks.workloads.Batches;
import org.gradus.examples.benchmarks.workloads.Workload;
import org.gradus.examples.benchmarks.workloads.WorkloadData;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** The workloads without a loss: passes through a network that does not change. */
final class Dl4jPasses implements Workload {
  private final List<INDArray> inputs;
  private final Consumer<INDArray> pass;

  private Dl4jPasses(List<Tensor> inputs, Consumer<INDArray> pass) {
    this.inputs = Data.arrays(inputs);
    this.pass = pass;
  }

  /** Linear 784–512, ReLU, Linear 512–512, ReLU, Linear 512–10: inference of single examples. */
  static Workload inference() {
    MultiLayerNetwork network =
        network(
            Layers.sequence(
                Layers.trainedBy(new Sgd()),
                Layers.dense(784, 512, Activation.RELU),
                Layers.dense(512, 512, Activation.RELU),
                Layers.output(512, 10)));
    return new Dl4jPasses(WorkloadData.singleDigits().inputs(), x -> network.output(x, false));
  }

  /** 24 hidden layers of 200 with ReLU: the gradients of 256 outputs by their scalar inputs. */
  static Workload shattered() {
    ListBuilder layers =
        Layers.sequence(Layers.trainedBy(new Sgd()), Layers.dense(1, 200, Activation.RELU));
    for (int i = 1; i < 24; i++) {
      layers.layer(Layers.dense(200, 200, Activation.RELU));
    }
    MultiLayerNetwork network = network(layers.layer(Layers.dense(200, 1, Activation.IDENTITY)));
    INDArray ones = Nd4j.ones(DataType.FLOAT, 256, 1);
    return new Dl4jPasses(
        List.of(Batches.line(256)),
        x -> {
          network.setInput(x);
          network.feedForward(true, false);
          network.backpropGradient(ones, LayerWorkspaceMgr.noWorkspaces());
        });
  }

  private static MultiLayerNetwork network(ListBuilder layers) {
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }

  @Override
  public int batches() {
    return inputs.size();
  }

  @Override
  public double step(int batch) {
    pass.accept(inputs.get(batch));
    return Double.NaN;
  }
}
