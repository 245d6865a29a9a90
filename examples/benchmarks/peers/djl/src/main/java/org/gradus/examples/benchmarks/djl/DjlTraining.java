package org.gradus.examples.benchmarks.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.initializer.XavierInitializer.FactorType;
import ai.djl.training.initializer.XavierInitializer.RandomType;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.List;
import org.gradus.examples.benchmarks.workloads.Batches;
import org.gradus.examples.benchmarks.workloads.Workload;

/** The training of a network as a classifier, by DJL's trainer. */
final class DjlTraining implements Workload {
  private final Trainer trainer;
  private final List<NDArray> inputs;
  private final List<NDArray> targets;
  private final List<NDArray> parameters;
  private final double largestNorm;

  private DjlTraining(
      Trainer trainer,
      List<NDArray> inputs,
      List<NDArray> targets,
      List<NDArray> parameters,
      double largestNorm) {
    this.trainer = trainer;
    this.inputs = inputs;
    this.targets = targets;
    this.parameters = parameters;
    this.largestNorm = largestNorm;
  }

  /** Returns the training of a network that is not initialized yet. */
  static DjlTraining of(Batches data, Block network, Optimizer optimizer) {
    initialize(network);
    Model model = Model.newInstance("network");
    model.setBlock(network);
    Trainer trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(optimizer)
                .optDevices(new Device[] {Device.cpu()}));
    trainer.initialize(Data.shape(data.inputs().get(0)));
    NDManager manager = trainer.getManager();
    List<NDArray> parameters =
        network.getParameters().values().stream()
            .filter(Parameter::requiresGradient)
            .map(Parameter::getArray)
            .toList();
    return new DjlTraining(
        trainer,
        Data.arrays(manager, data.inputs()),
        Data.labels(manager, data.targets()),
        parameters,
        Double.POSITIVE_INFINITY);
  }

  /** Returns this training with a bound to the norm of all gradients together. */
  DjlTraining clippedTo(double norm) {
    return new DjlTraining(trainer, inputs, targets, parameters, norm);
  }

  /**
   * Lets weights start uniform in ±1/√(inputs), as PyTorch's do: DJL's own start lets some of these
   * networks start at a loss of 16.
   */
  static void initialize(Block network) {
    network.setInitializer(
        new XavierInitializer(RandomType.UNIFORM, FactorType.IN, 1), Parameter.Type.WEIGHT);
  }

  /** Returns plain SGD. */
  static Optimizer sgd(double learningRate) {
    return momentum(learningRate, 0, 0);
  }

  /** Returns SGD with momentum and weight decay. */
  static Optimizer momentum(double learningRate, double momentum, double decay) {
    return Optimizer.sgd()
        .setLearningRateTracker(Tracker.fixed((float) learningRate))
        .optMomentum((float) momentum)
        .optWeightDecays((float) decay)
        .build();
  }

  @Override
  public int batches() {
    return inputs.size();
  }

  @Override
  public double step(int batch) {
    try (NDManager scope = trainer.getManager().newSubManager()) {
      // What is computed from them is freed with the scope.
      scope.tempAttachAll(inputs.get(batch), targets.get(batch));
      NDArray error;
      try (GradientCollector tape = trainer.newGradientCollector()) {
        NDList logits = trainer.forward(new NDList(inputs.get(batch)));
        error = trainer.getLoss().evaluate(new NDList(targets.get(batch)), logits);
        tape.backward(error);
      }
      if (Double.isFinite(largestNorm)) {
        clip(scope);
      }
      trainer.step();
      return error.getFloat();
    }
  }

  /** Scales all gradients together: DJL itself bounds single numbers only. */
  private void clip(NDManager scope) {
    List<NDArray> gradients = parameters.stream().map(NDArray::getGradient).toList();
    NDList squares = new NDList();
    for (NDArray gradient : gradients) {
      gradient.attach(scope);
      squares.add(gradient.square().sum());
    }
    double norm = Math.sqrt(NDArrays.stack(squares).sum().getFloat());
    if (norm > largestNorm) {
      gradients.forEach(gradient -> gradient.muli(largestNorm / norm));
    }
  }
}
