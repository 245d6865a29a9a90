package org.gradus.examples.benchmarks.deeplearning4j;

import org.gradus.examples.benchmarks.workloads.WorkloadCommand;

/**
 * Times Deeplearning4j on the workloads: {@link WorkloadCommand}. It has no layers for {@code
 * char-gru} and {@code gpt-nano}.
 */
public final class Dl4jWorkloads {
  private static final String CLIPPED = "the norm is clipped for each layer; sums over the steps";
  private static final String OTHER_RESNET =
      "convolutions as shortcuts, Nesterov's momentum, L2 penalty";
  private static final String ALL_GRADIENTS = "computes the gradients of the weights, too";

  private Dl4jWorkloads() {}

  /** Runs the program. */
  public static void main(String[] args) {
    new WorkloadCommand("dl4j", Backend::version, Backend::start)
        .with("makemore-mlp", Dl4jModels::makemore)
        .with("makemore-bn", Dl4jModels::makemoreNormalized)
        .with("mnist1d-mlp", Dl4jModels::mnist1d)
        .with("mnist-mlp", Dl4jModels::mnist)
        .with("mnist1d-resnet", Dl4jModels::mnist1dResidual)
        .with("char-rnn", CLIPPED, Dl4jModels::elman)
        .with("char-lstm", CLIPPED, Dl4jModels::lstm)
        .with("lenet-fashion", Dl4jModels::lenet)
        .with("resnet20-cifar", OTHER_RESNET, Dl4jResNet::create)
        .with("infer-mlp", Dl4jPasses::inference)
        .with("shattered", ALL_GRADIENTS, Dl4jPasses::shattered)
        .run(args);
  }
}
