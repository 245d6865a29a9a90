package org.gradus.lecture.training;

import org.gradus.core.data.Batch;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.UpdateRule;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Workspace;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.losses.classification.CrossEntropy;

/** The steps in which a classifier learns, for those who choose the batches themselves. */
public final class Steps {
  private final Module network;
  private final Optimizer optimizer;
  private final RandomSource random;
  private final CrossEntropy crossEntropy = new CrossEntropy();
  private final Workspace workspace = new Workspace();

  /**
   * Creates the steps of a network that is built.
   *
   * @param learningRate constant
   * @param random where all that is random in the network comes from
   */
  public Steps(Module network, double learningRate, UpdateRule rule, RandomSource random) {
    this.network = network;
    this.optimizer = Optimizer.of(network.parameters(), learningRate, rule);
    this.random = random;
  }

  /** Makes a step. */
  public void on(Batch batch) {
    workspace.step(
        () ->
            optimizer.step(
                crossEntropy
                    .of(network.forward(batch.inputs(), Context.train(random)), batch.targets())
                    .backward()));
  }

  /** Returns how well the network does now. */
  public Score score(Batch batch) {
    return workspace.step(() -> Score.of(network, batch));
  }
}
