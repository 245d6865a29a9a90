package org.gradus.lecture.mnist1d;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradus.core.data.Batch;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.mnist1d.Mnist1d;
import org.gradus.datasets.mnist1d.Mnist1dSettings;
import org.gradus.layers.module.Module;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.losses.regression.MeanSquaredError;
import org.gradus.optimizers.training.BatchLoss;
import org.gradus.optimizers.training.Goal;
import org.gradus.optimizers.training.Trainer;
import org.gradus.regularization.augmentation.Compose;
import org.gradus.regularization.augmentation.CyclicShift;
import org.gradus.regularization.augmentation.InputNoise;
import org.gradus.regularization.augmentation.Scale;
import org.gradus.regularization.averaging.WeightAverage;
import org.gradus.regularization.averaging.Weighting;
import org.gradus.regularization.dropout.MonteCarloDropout;
import org.gradus.regularization.ensemble.Combination;
import org.gradus.regularization.ensemble.Ensemble;
import org.gradus.regularization.mixing.Mixup;
import org.gradus.regularization.mixing.Targets;
import org.gradus.regularization.penalty.L2;
import org.gradus.regularization.perturbation.SharpnessAware;
import org.gradus.regularization.perturbation.WeightNoise;
import org.gradus.regularization.stopping.Patience;

/** The methods of regularization, each as a way to predict the digits of a test set. */
final class Methods {
  private static final int DIGITS = 10;
  private static final int SIGNAL = 40;
  private static final String HELD_OUT = "validation/loss";
  private static final String OUTPUT_LAYER = "4/";

  private final Mnist1d data;
  private final Recipe plain;
  private final Tensor signals;

  /** Creates the methods for a data set. */
  Methods(Mnist1d data, int epochs) {
    this.data = data;
    this.plain = Recipe.of(data, epochs);
    this.signals = data.test().all().inputs();
  }

  /**
   * Predicts the scores of the digits of the test set, by networks that start from random numbers.
   */
  @FunctionalInterface
  interface Prediction {
    /** Returns scores, (examples, digits or more). */
    Tensor scores(RandomSource random);
  }

  /**
   * A method.
   *
   * @param name what it is called
   * @param mechanism by what it helps, in the words of the figure
   * @param prediction trains and predicts
   */
  record Method(String name, String mechanism, Prediction prediction) {}

  /** Returns all methods, first none. */
  List<Method> all() {
    return List.of(
        of("none", "", plain),
        of("L2", "smoother", plain.with(new L2(5e-4))),
        new Method("early stopping", "smoother", this::earlyStopping),
        new Method("ensembling", "smoother, combining", this::ensemble),
        new Method("Bayesian (Monte Carlo dropout)", "smoother, combining", this::monteCarlo),
        of("dropout", "smoother, combining, wider minima", plain.withDropout(0.2)),
        of("input noise", "smoother, more data", plain.with(new InputNoise(0.2))),
        of("label smoothing", "smoother, more data", plain.withLoss(DIGITS, smoothed())),
        new Method("augmentation", "more data", this::augmentation),
        of("multi-task learning", "more data", plain.withLoss(DIGITS + SIGNAL, twoTasks())),
        new Method("transfer learning", "more data", this::transfer),
        of("implicit: batches of 25", "wider minima", plain.withBatchSize(25)),
        of("weight noise", "wider minima", plain.with(new WeightNoise(0.05))),
        of("sharpness-aware steps", "wider minima", plain.with(new SharpnessAware(0.1))),
        new Method("average of weights", "wider minima", this::average),
        of("mixup", "more data", plain.with(new Mixup(0.2, Targets.classes(DIGITS)))));
  }

  private Method of(String name, String mechanism, Recipe recipe) {
    return new Method(name, mechanism, random -> recipe.trained(random).forward(signals));
  }

  /** Holds out a tenth of the training set, and keeps the epoch with the least loss there. */
  private Tensor earlyStopping(RandomSource random) {
    List<Dataset> parts = data.train().shuffled(random.stream("parts")).splitFractions(0.9, 0.1);
    Module network = plain.network(random);
    Trainer trainer =
        plain
            .withTrain(parts.get(0))
            .trainer(network, random)
            .validation(parts.get(1).batches(parts.get(1).size()))
            .keepBest(HELD_OUT, Goal.LEAST)
            .stopWhen(new Patience(HELD_OUT, Goal.LEAST, 5))
            .build();
    trainer.train(plain.epochs());
    trainer.restoreBest();
    return network.forward(signals);
  }

  /** Averages the probabilities of five networks. */
  private Tensor ensemble(RandomSource random) {
    Module[] members =
        IntStream.range(0, 5)
            .mapToObj(i -> plain.trained(random.stream("member " + i)))
            .toArray(Module[]::new);
    return Ensemble.of(Combination.MEAN_PROBABILITY, members).forward(signals);
  }

  /** Averages the probabilities of a network over fifty draws of what is dropped. */
  private Tensor monteCarlo(RandomSource random) {
    Module network = plain.withDropout(0.2).trained(random);
    return MonteCarloDropout.of(network, signals, 50, random.stream("passes"))
        .probabilities()
        .mean();
  }

  /** Averages the weights of the steps of the second half of the training. */
  private Tensor average(RandomSource random) {
    Module network = plain.network(random);
    int steps = plain.epochs() * data.train().size() / plain.batchSize();
    WeightAverage average =
        WeightAverage.of(network.parameters(), Weighting.equal()).startingAt(1 + steps / 2);
    plain.with(average).trainer(network, random).build().train(plain.epochs());
    average.install();
    return network.forward(signals);
  }

  private static BatchLoss smoothed() {
    return BatchLoss.of(new CrossEntropy().withLabelSmoothing(0.1));
  }

  /** Adds a copy of every signal, shifted cyclically and scaled by 0.8…1.2, as was published. */
  private Tensor augmentation(RandomSource random) {
    Batch all = data.train().all();
    Batch copies =
        Compose.of(new CyclicShift(SIGNAL / 2), new Scale(0.8, 1.2))
            .apply(all, random.stream("copies"));
    Dataset both = Dataset.concatenate(data.train(), Dataset.of(copies.inputs(), copies.targets()));
    return plain.withTrain(both).trained(random).forward(signals);
  }

  /** Lets the same hidden units give the signal again, besides the scores of the digits. */
  private static BatchLoss twoTasks() {
    CrossEntropy crossEntropy = new CrossEntropy();
    MeanSquaredError squaredError = new MeanSquaredError();
    return (network, batch, context) -> {
      Tensor outputs = network.forward(batch.inputs(), context);
      Tensor scores = outputs.slice(1, 0, DIGITS);
      Tensor signal = outputs.slice(1, DIGITS, DIGITS + SIGNAL);
      return BatchLoss.Output.of(
          crossEntropy.of(scores, batch.targets()).add(squaredError.of(signal, batch.inputs())));
    };
  }

  /** Starts with the hidden units of a network that tells odd digits among other signals. */
  private Tensor transfer(RandomSource random) {
    Mnist1d others =
        Mnist1dSettings.builder().numSamples(20_000).trainSplit(1).seed(7).build().generate();
    int[] odd = IntStream.of(others.y()).map(digit -> digit % 2).toArray();
    Dataset parity = Dataset.of(others.train().all().inputs(), Tensor.of(odd));
    Recipe first = plain.withTrain(parity);
    Module taught = first.network(random.stream("taught"));
    first.trainer(taught, random.stream("taught")).build().train(Math.max(1, plain.epochs() / 5));
    Map<String, Parameter> learned = taught.parameters();
    Module network = plain.network(random);
    network
        .parameters()
        .forEach(
            (path, parameter) -> {
              if (!path.startsWith(OUTPUT_LAYER)) {
                parameter.set(requireNonNull(learned.get(path)).tensor());
              }
            });
    plain.trainer(network, random).build().train(plain.epochs());
    return network.forward(signals);
  }
}
