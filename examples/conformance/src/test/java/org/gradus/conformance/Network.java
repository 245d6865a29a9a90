package org.gradus.conformance;

import java.util.Map;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.losses.classification.CrossEntropy;

/** A network of a case, made of our modules, whose parameters have the case's values. */
@FunctionalInterface
interface Network {
  /** What all networks run in: training, without anything random. */
  Context TRAINING = Context.train(RandomSource.of(1));

  /** Runs the network on the case's batch, and returns all outputs, {@code loss} among them. */
  Map<String, Tensor> run();

  /**
   * Returns the network that is one module.
   *
   * @param input the name of the tensor that it is given
   */
  static Network classifier(Arguments in, Module module, String input, PytorchNames names) {
    Tensor x = in.tensor(input);
    in.built(module, x.shape(), names);
    return () -> classified(in, module.forward(x, TRAINING));
  }

  /** Returns the logits with their mean cross-entropy. */
  static Map<String, Tensor> classified(Arguments in, Tensor logits) {
    return Map.of("logits", logits, "loss", new CrossEntropy().of(logits, in.tensor("targets")));
  }
}
