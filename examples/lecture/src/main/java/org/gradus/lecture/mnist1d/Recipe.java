package org.gradus.lecture.mnist1d;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.mnist1d.Mnist1d;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.He;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.optimizers.schedule.StepDecay;
import org.gradus.optimizers.training.BatchLoss;
import org.gradus.optimizers.training.Technique;
import org.gradus.optimizers.training.Trainer;
import org.gradus.optimizers.training.TrainerBuilder;
import org.gradus.regularization.dropout.Dropout;

/**
 * How a network is trained on MNIST-1D: as in notebook 8.1 of Prince, "Understanding deep learning"
 * (2023), but for what is changed.
 *
 * <p>There, a network 40-100-100-10 with ReLU and He's initialization minimizes the cross-entropy
 * by stochastic gradient descent with momentum 0.9, in 50 epochs of batches of 100, with the
 * learning rate 0.05, halved every 10 epochs.
 *
 * @param train the training set
 * @param epochs how often it is gone through
 * @param batchSize the number of examples in a batch
 * @param outputs the number of outputs, of which the first ten are the scores of the digits
 * @param dropout the probability with which hidden units are dropped; 0 for none
 * @param loss of a batch
 * @param techniques what takes part in training
 */
record Recipe(
    Dataset train,
    int epochs,
    int batchSize,
    int outputs,
    double dropout,
    BatchLoss loss,
    List<Technique> techniques) {
  private static final Shape INPUT = Shape.of(1, 40);

  /** Returns the recipe of the notebook, but for the number of epochs. */
  static Recipe of(Mnist1d data, int epochs) {
    return new Recipe(
        data.train(), epochs, 100, 10, 0, BatchLoss.of(new CrossEntropy()), List.of());
  }

  /** Returns the recipe with another training set. */
  Recipe withTrain(Dataset other) {
    return new Recipe(other, epochs, batchSize, outputs, dropout, loss, techniques);
  }

  /** Returns the recipe with batches of another size. */
  Recipe withBatchSize(int size) {
    return new Recipe(train, epochs, size, outputs, dropout, loss, techniques);
  }

  /** Returns the recipe with dropout after every hidden layer. */
  Recipe withDropout(double probability) {
    return new Recipe(train, epochs, batchSize, outputs, probability, loss, techniques);
  }

  /** Returns the recipe with another loss, and a network of as many outputs. */
  Recipe withLoss(int count, BatchLoss other) {
    return new Recipe(train, epochs, batchSize, count, dropout, other, techniques);
  }

  /** Returns the recipe with techniques that take part in training. */
  Recipe with(Technique... more) {
    return new Recipe(train, epochs, batchSize, outputs, dropout, loss, List.of(more));
  }

  /** Returns a network that is not trained yet. */
  Module network(RandomSource random) {
    List<Module> layers = new ArrayList<>();
    for (int hidden = 0; hidden < 2; hidden++) {
      layers.add(layer(100));
      layers.add(new Relu());
      if (dropout > 0) {
        layers.add(new Dropout(dropout));
      }
    }
    layers.add(layer(outputs));
    Module network = Sequential.of(layers.toArray(Module[]::new));
    network.build(INPUT, random.stream("network"));
    return network;
  }

  private static Linear layer(int units) {
    return Linear.of(units).withWeight(He.normal()).withBias(Constant.zeros());
  }

  /** Returns the description of the training of a network. */
  TrainerBuilder trainer(Module network, RandomSource random) {
    Optimizer optimizer = Optimizer.of(network.parameters(), 0.05, Sgd.withMomentum(0.9));
    return Trainer.of(network, loss, optimizer)
        .data(train.epochs(batchSize), random.stream("training"))
        .schedulePerEpoch(new StepDecay(10, 0.5))
        .with(techniques.toArray(Technique[]::new));
  }

  /** Returns a network that was trained. */
  Module trained(RandomSource random) {
    Module network = network(random);
    trainer(network, random).build().train(epochs);
    return network;
  }
}
