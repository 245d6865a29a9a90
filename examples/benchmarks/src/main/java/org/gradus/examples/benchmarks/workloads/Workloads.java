package org.gradus.examples.benchmarks.workloads;

import org.gradus.core.compute.Compute;

/** Times Gradus on the workloads: {@link WorkloadCommand}. */
public final class Workloads {
  private Workloads() {}

  /** Runs the program. */
  public static void main(String[] args) {
    String version = "0.1.0 on Java " + System.getProperty("java.version");
    new WorkloadCommand("gradus", () -> version, Compute::setThreads)
        .with("makemore-mlp", Perceptrons::makemore)
        .with("makemore-bn", Perceptrons::makemoreNormalized)
        .with("mnist1d-mlp", Perceptrons::mnist1d)
        .with("mnist-mlp", Perceptrons::mnist)
        .with("mnist1d-resnet", Perceptrons::mnist1dResidual)
        .with("char-rnn", CharacterModels::elman)
        .with("char-gru", CharacterModels::gru)
        .with("char-lstm", CharacterModels::lstm)
        .with("lenet-fashion", ConvolutionalNetworks::lenet)
        .with("resnet20-cifar", ConvolutionalNetworks::resnet20)
        .with("gpt-nano", CharacterModels::transformer)
        .with("infer-mlp", InferMlp::new)
        .with("shattered", Shattered::new)
        .run(args);
  }
}
