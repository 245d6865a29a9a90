package org.gradus.optimizers.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.core.data.Batch;
import org.gradus.core.data.BatchSource;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.RRelu;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.model.ModelState;
import org.gradus.layers.module.Module;
import org.gradus.layers.normalization.BatchNorm;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.optimizers.metric.Metric;
import org.gradus.optimizers.schedule.Plateau;

/**
 * A small training with everything that has a future to decide: random slopes, running statistics,
 * momentum, changed batches, a technique that remembers, rates that fall on plateaus.
 */
final class Lesson {
  static final int EXAMPLES = 70;
  static final int BATCH = 16;

  final Module model = Sequential.of(Linear.of(12), BatchNorm.create(), new RRelu(), Linear.of(3));
  final Optimizer optimizer;
  final Mean mean = new Mean();
  final Batch examples;

  Lesson() {
    model.build(Shape.of(1, 5), RandomSource.of(1));
    optimizer = Optimizer.of(model.parameters(), 0.1, Sgd.withMomentum(0.9));
    float[] x = new float[EXAMPLES * 5];
    RandomSource.of(2).fillGaussian(x, 0, x.length);
    int[] y = new int[EXAMPLES];
    for (int i = 0; i < EXAMPLES; i++) {
      y[i] = x[5 * i] + x[5 * i + 1] > 0.5 ? 2 : x[5 * i + 2] > 0 ? 1 : 0;
    }
    examples = new Batch(Tensor.of(x, Shape.of(EXAMPLES, 5)), Tensor.of(y));
  }

  /** Returns the examples in an order that is drawn, with noise. */
  BatchSource source() {
    BatchSource shuffled =
        random -> {
          int[] order = random.permutation(EXAMPLES);
          List<Batch> batches = new ArrayList<>();
          for (int from = 0; from < EXAMPLES; from += BATCH) {
            int[] part = Arrays.copyOfRange(order, from, Math.min(EXAMPLES, from + BATCH));
            Tensor index = Tensor.of(part);
            batches.add(
                new Batch(
                    Indexing.take(examples.inputs(), index, 0),
                    Indexing.take(examples.targets(), index, 0)));
          }
          return batches;
        };
    return shuffled.map(
        (batch, random) -> {
          float[] noise = new float[batch.inputs().elements()];
          random.fillGaussian(noise, 0, noise.length);
          return new Batch(
              batch.inputs().add(Tensor.of(noise, batch.inputs().shape()).mul(0.1)),
              batch.targets());
        });
  }

  /** Returns another network for the same examples, in which nothing is random. */
  static Module network() {
    Module network = Sequential.of(Linear.of(8), new Relu(), Linear.of(3));
    network.build(Shape.of(1, 5), RandomSource.of(4));
    return network;
  }

  /** Returns an optimizer of such a network. */
  static Optimizer optimizer(Module network) {
    return Optimizer.of(network.parameters(), 0.1, Sgd.withMomentum(0.9));
  }

  /** Returns the batches of an epoch. */
  List<Batch> batches() {
    return source().epoch(RandomSource.of(9));
  }

  /** Returns a trainer of all this. */
  TrainerBuilder trainer() {
    return Trainer.of(model, new CrossEntropy(), optimizer)
        .data(source(), RandomSource.of(3))
        .measuring(new Right())
        .validation(List.of(examples), new Right())
        .plateau("validation/loss", new Plateau.Config().withPatience(0).withFactor(0.5))
        .keepBest("validation/right", Goal.GREATEST)
        .with(mean);
  }

  /** Returns everything that the training has come to, to compare to the bit. */
  Map<String, Tensor> outcome() {
    Map<String, Tensor> all = new LinkedHashMap<>(ModelState.of(model).values());
    all.putAll(optimizer.state());
    mean.state().forEach((name, value) -> all.put("mean/" + name, value));
    all.put("rate", Tensor.of(new double[] {optimizer.groups().get(0).learningRate()}));
    return all;
  }

  /** The share of right answers. */
  record Right() implements Metric {
    @Override
    public String name() {
      return "right";
    }

    @Override
    public double[] sums(Tensor prediction, Tensor target) {
      double right = prediction.argmax(1).eq(target).cast(DType.FLOAT64).sum().item();
      return new double[] {right, target.elements()};
    }

    @Override
    public double of(double[] sums) {
      return sums[0] / sums[1];
    }
  }

  /** Remembers the mean of all weights so far, and pulls them towards it. */
  static final class Mean implements Technique {
    private Map<String, Tensor> means = Map.of();

    @Override
    public Tensor regularized(Objective objective) {
      Tensor sum = objective.loss();
      for (Map.Entry<String, Tensor> mean : means.entrySet()) {
        Tensor value = objective.parameters().all().get(mean.getKey()).tensor();
        sum = sum.add(value.sub(mean.getValue()).square().sum().mul(0.01));
      }
      return sum;
    }

    @Override
    public void constrain(NetworkParameters parameters) {
      Map<String, Tensor> next = new LinkedHashMap<>();
      for (String path : parameters.weights()) {
        Tensor value = parameters.all().get(path).tensor().detach();
        Tensor old = means.getOrDefault(path, value);
        float[] mixed = old.mul(0.9).add(value.mul(0.1)).toFloats();
        next.put(path, Tensor.of(mixed.clone(), value.shape()));
      }
      means = next;
    }

    @Override
    public Map<String, Tensor> state() {
      return means;
    }

    @Override
    public void restore(Map<String, Tensor> state) {
      means = new LinkedHashMap<>(state);
    }
  }
}
