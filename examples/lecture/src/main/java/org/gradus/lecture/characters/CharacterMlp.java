package org.gradus.lecture.characters;

import java.util.List;
import org.gradus.core.random.RandomSource;
import org.gradus.layers.activation.Tanh;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.embedding.Embedding;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.initialization.Normal;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;
import org.gradus.layers.shaping.Flatten;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Lab;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;

/**
 * Learns names from the three characters before each: the network of Bengio et al., "A neural
 * probabilistic language model" (2003), with characters for words, as in Karpathy's course "Neural
 * networks: zero to hero" (2022), parts 2 and 3.
 *
 * <p>Every character is looked up as 10 numbers, three of them go through 200 tanhs, and those give
 * the scores of 27 characters. It is trained from standard normal weights, which it takes long to
 * recover from, and from smaller ones. A network with two numbers a character is small enough to
 * draw: vowels end up on one side.
 *
 * <p>The full form has the course's 200,000 steps, the quick form 2000, for three seeds.
 */
public final class CharacterMlp implements Experiment {
  private static final String SOURCE = "Karpathy 2022, makemore, parts 2 and 3";
  private static final int RUNS = 3;
  private static final double PAIRS = 2.45401;

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new CharacterMlp(), arguments));
  }

  @Override
  public String name() {
    return "character-mlp";
  }

  @Override
  public String title() {
    return "Names from three characters: an embedding, 200 tanhs, and what the first weights cost";
  }

  private static Module standardNormal() {
    return network(10, 200, normal(1), normal(1), normal(1), normal(1));
  }

  private static Module smaller() {
    return network(10, 200, normal(0.2), normal(0.01), normal(0.01), Constant.zeros());
  }

  private static Module drawable() {
    return network(2, 100, normal(0.2), normal(0.01), normal(0.01), Constant.zeros());
  }

  private static Module network(
      int features,
      int units,
      Initializer hidden,
      Initializer hiddenBias,
      Initializer scores,
      Initializer scoresBias) {
    return Sequential.of(
        Embedding.of(27, features),
        new Flatten(),
        Linear.of(units).withWeight(hidden).withBias(hiddenBias),
        new Tanh(),
        Linear.of(27).withWeight(scores).withBias(scoresBias));
  }

  private static Initializer normal(double deviation) {
    return new Normal(0, deviation);
  }

  @Override
  public void run(Lab lab) {
    Contexts contexts = Contexts.of(lab, 3);
    TwoRateDescent descent =
        lab.quick() ? new TwoRateDescent(2000, 1600) : new TwoRateDescent(200_000, 100_000);
    Trainings normal =
        Trainings.of(
            "standard normal weights", CharacterMlp::standardNormal, contexts, descent, RUNS, lab);
    Trainings smaller =
        Trainings.of("smaller weights", CharacterMlp::smaller, contexts, descent, RUNS, lab);
    Trainings drawable =
        Trainings.of("two numbers a character", CharacterMlp::drawable, contexts, descent, 1, lab);
    lab.show(Trainings.table(normal, smaller, drawable));
    lab.print("%nmade up: %s", String.join(", ", smaller.names(20, RandomSource.of(lab.seed()))));

    lab.claim(Claim.equal("parameters", normal.parameters(), 11_897, SOURCE, 0));
    LetterMap letters = LetterMap.of(drawable);
    if (lab.quick()) {
      lab.claim(smaller.below(PAIRS, "counts of pairs: experiment bigrams"));
    } else {
      lab.claim(normal.published(2.170, SOURCE));
      lab.claim(smaller.published(2.103, SOURCE));
      lab.claim(smaller.better(normal));
    }
    LinePanel losses =
        new LinePanel("Learning", "step", "training loss (nats)")
            .horizontally(0, descent.steps())
            .vertically(2, lab.quick() ? 10 : 3.2);
    normal.addTo(losses, Palette.VERMILLION.color());
    smaller.addTo(losses, Palette.BLUE.color());
    losses.level("counts of pairs", 0, descent.steps(), PAIRS);
    lab.figure(
        "character-mlp.png",
        new Figure("Names from three characters", List.of(losses, letters.panel())));
  }
}
