package org.gradus.lecture.characters;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gradus.core.data.Batch;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.Backward;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Workspace;
import org.gradus.core.text.TextTable;
import org.gradus.datasets.text.Vocabulary;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.experiment.Spread;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.MatrixPanel;
import org.gradus.optimizers.listener.TextProgress;

/**
 * Goes back through a network of characters with batch norm by hand, one operation at a time, and
 * compares every gradient with that of automatic differentiation: Karpathy's course "Neural
 * networks: zero to hero" (2022), part 4.
 *
 * <p>The hand is {@link HandBackprop}. It finds the gradients of all values and parameters
 * operation by operation, and then those through the whole cross-entropy and the whole batch norm
 * in one formula each. Two gradients are 0: that of the largest score, which is subtracted only to
 * keep numbers small, and that of a bias before a batch norm. At last the network learns by the
 * gradients of the hand alone.
 *
 * <p>It does so for 20,000 steps in the full form, 3000 in the quick one. Numbers are FLOAT64.
 */
public final class CharacterBackprop implements Experiment {
  private static final String AUTOMATIC = "automatic differentiation";
  private static final Set<String> WITHOUT_EFFECT = Set.of("largest", "bias 1");
  private static final double PAIRS = 2.45401;

  /** Of operations that follow each other, and of terms that are added up in one. */
  private static final int OPERATIONS = 20;

  private static final int TERMS = 96;

  /** The rounding errors that can come together, to first order: one for each term of each sum. */
  private static final double ROUNDING = OPERATIONS * TERMS * Math.ulp(1.0) / 2;

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new CharacterBackprop(), arguments));
  }

  @Override
  public String name() {
    return "character-backprop";
  }

  @Override
  public String title() {
    return "Back-propagation by hand through embedding, batch norm, tanh and cross-entropy";
  }

  @Override
  public void run(Lab lab) {
    RandomSource random = RandomSource.of(lab.seed());
    Contexts contexts = Contexts.of(lab, 3);
    HandNetwork network = HandNetwork.create(random.stream("network"));
    compare(
        lab,
        network,
        TwoRateDescent.draw(contexts.train(), random.stream("batch")),
        contexts.names().vocabulary());
    learn(network, contexts, lab.quick() ? 3000 : 20_000, random.stream("training"), lab);
    NamedTensors values = network.forward(contexts.validation().all());
    Tensor losses =
        Indexing.gather(values.get("logs"), 1, contexts.validation().targets().unsqueeze(1)).neg();
    lab.claim(
        Claim.below(
            "validation loss (nats) after learning by hand",
            values.get("loss").item(),
            PAIRS,
            "counts of pairs: experiment bigrams",
            Spread.of(losses.reshape(-1).toDoubles()).ofMean()));
  }

  private static void compare(Lab lab, HandNetwork network, Batch batch, Vocabulary characters) {
    NamedTensors values = network.forward(batch);
    NamedTensors byHand = Autograd.noGrad(() -> HandBackprop.of(network, batch, values));
    Tensor loss = values.get("loss");
    Gradients automatic = Backward.of(loss).alsoOf(values.all()).run();
    lab.claim(
        Claim.equal(
            "gradients by hand",
            byHand.names().size(),
            values.names().size() - 1 + network.parameters().size(),
            "all parameters, and all values but the loss",
            0));

    TextTable table = new TextTable("gradient of", "shape", "largest", "largest difference");
    double worst = 0;
    double ofNoEffect = 0;
    for (String name : byHand.names()) {
      Tensor hand = byHand.get(name);
      boolean isParameter = network.parameters().containsKey(name);
      Tensor expected = automatic.of(isParameter ? network.value(name) : values.get(name));
      double largest = largest(expected);
      double difference = largest(expected.sub(hand));
      if (WITHOUT_EFFECT.contains(name)) {
        ofNoEffect = Math.max(ofNoEffect, largest(hand));
      } else {
        worst = Math.max(worst, difference / largest);
      }
      table.row(
          name,
          expected.shape().toString(),
          String.format(Locale.ROOT, "%.2e", largest),
          String.format(Locale.ROOT, "%.2e", difference));
    }
    lab.show(table);
    claim(lab, "operation by operation", worst, AUTOMATIC);
    lab.claim(Claim.equal("gradients of what has no effect", ofNoEffect, 0, "theory", ROUNDING));
    Tensor scores = HandBackprop.crossEntropy(batch, values);
    claim(lab, "cross-entropy in one formula", relative(scores, byHand.get("scores")), "the above");
    Tensor sums = HandBackprop.batchNorm(byHand.get("normalized"), values);
    claim(lab, "batch norm in one formula", relative(sums, byHand.get("sums")), "the above");
    draw(lab, batch, characters, values.get("probabilities"), scores);
  }

  private static void claim(Lab lab, String what, double difference, String source) {
    lab.claim(Claim.equal("relative difference: " + what, difference, 0, source, ROUNDING));
  }

  private static double relative(Tensor x, Tensor expected) {
    return largest(x.sub(expected)) / largest(expected);
  }

  private static double largest(Tensor x) {
    return x.abs().max().item();
  }

  private static void learn(
      HandNetwork network, Contexts contexts, int steps, RandomSource random, Lab lab) {
    Workspace workspace = new Workspace();
    try (TextProgress bar = lab.progress("learning by hand", steps)) {
      for (int step = 0; step < steps; step++) {
        Batch batch = TwoRateDescent.draw(contexts.train(), random);
        workspace.step(() -> Autograd.noGrad(() -> update(network, batch)));
        bar.step();
      }
    }
  }

  private static void update(HandNetwork network, Batch batch) {
    NamedTensors gradients = HandBackprop.of(network, batch, network.forward(batch));
    network
        .parameters()
        .forEach(
            (name, parameter) ->
                parameter.set(
                    parameter.tensor().sub(gradients.get(name).mul(TwoRateDescent.FAST))));
  }

  private static void draw(
      Lab lab, Batch batch, Vocabulary characters, Tensor probabilities, Tensor gradient) {
    List<String> letters = characters.tokens();
    int[] targets = batch.targets().toInts();
    List<String> examples = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      List<String> context = characters.decode(batch.inputs().select(0, i).toInts());
      examples.add(String.join("", context) + " " + letters.get(targets[i]));
    }
    MatrixPanel shares =
        new MatrixPanel(
            "Probabilities", "character", "context, and target", probabilities.toDoubleRows());
    MatrixPanel down =
        new MatrixPanel(
            "Minus the gradient of scores",
            "character",
            "context, and target",
            gradient.neg().toDoubleRows());
    lab.figure(
        "scores.png",
        new Figure(
            "The gradient of the cross-entropy: down by the probability, up at the target",
            List.of(
                shares.labels(examples, letters),
                down.labels(examples, letters).signed(largest(gradient)))));
  }
}
