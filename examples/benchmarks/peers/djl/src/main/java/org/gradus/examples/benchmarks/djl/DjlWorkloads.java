package org.gradus.examples.benchmarks.djl;

import org.gradus.examples.benchmarks.workloads.WorkloadCommand;

/** Times DJL on the workloads: {@link WorkloadCommand}. */
public final class DjlWorkloads {
  private static final String CLIPPED = "the norm is clipped by array operations";

  private DjlWorkloads() {}

  /** Runs the program. */
  public static void main(String[] args) {
    new WorkloadCommand("djl", Engines::version, Engines::start)
        .with("makemore-mlp", DjlModels::makemore)
        .with("makemore-bn", DjlModels::makemoreNormalized)
        .with("mnist1d-mlp", DjlModels::mnist1d)
        .with("mnist-mlp", DjlModels::mnist)
        .with("mnist1d-resnet", DjlModels::mnist1dResidual)
        .with("char-rnn", CLIPPED, DjlModels::elman)
        .with("char-gru", CLIPPED, DjlModels::gru)
        .with("char-lstm", CLIPPED, DjlModels::lstm)
        .with("lenet-fashion", DjlModels::lenet)
        .with("resnet20-cifar", DjlModels::resnet20)
        .with("gpt-nano", "causal attention by array operations", DjlModels::transformer)
        .with("infer-mlp", "through Predictor", DjlInference::new)
        .with("shattered", DjlShattered::new)
        .run(args);
  }
}
