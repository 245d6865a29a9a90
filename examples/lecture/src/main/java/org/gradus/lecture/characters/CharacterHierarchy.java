package org.gradus.lecture.characters;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.random.RandomSource;
import org.gradus.layers.activation.Tanh;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.embedding.Embedding;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.Gain;
import org.gradus.layers.initialization.He;
import org.gradus.layers.initialization.Normal;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;
import org.gradus.layers.normalization.BatchNorm;
import org.gradus.layers.shaping.Flatten;
import org.gradus.layers.summary.Summary;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Lab;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;

/**
 * Adds batch norm to a network of characters, gives it a longer context, and then lets it join
 * neighbouring characters two by two, as WaveNet does (van den Oord et al. 2016): Karpathy's course
 * "Neural networks: zero to hero" (2022), parts 3 and 5.
 *
 * <p>A hidden layer that sees eight characters at once crushes them too fast; a hierarchy of three
 * layers sees pairs of characters, pairs of pairs, and pairs of those.
 *
 * <p>The full form has the course's 200,000 steps for five seeds each, the quick form 700 for
 * three.
 */
public final class CharacterHierarchy implements Experiment {
  private static final String PART_3 = "Karpathy 2022, makemore, part 3";
  private static final String PART_5 = "Karpathy 2022, makemore, part 5";
  private static final double PAIRS = 2.45401;

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new CharacterHierarchy(), arguments));
  }

  @Override
  public String name() {
    return "character-hierarchy";
  }

  @Override
  public String title() {
    return "Names from eight characters: batch norm, and a hierarchy that joins them two by two";
  }

  private static Module normalized() {
    return Sequential.of(
        Embedding.of(27, 10),
        new Flatten(),
        Linear.of(200).withWeight(He.normal().withGain(Gain.TANH)).withoutBias(),
        BatchNorm.create().withMomentum(0.001),
        new Tanh(),
        Linear.of(27).withWeight(new Normal(0, 0.01)).withBias(Constant.zeros()));
  }

  private static Module flat() {
    return Sequential.of(
        Embedding.of(27, 10), new Flatten(), hidden(200), BatchNorm.create(), new Tanh(), scores());
  }

  private static Module hierarchy() {
    List<Module> modules = new ArrayList<>(List.of(Embedding.of(27, 24)));
    for (int level = 0; level < 3; level++) {
      modules.addAll(List.of(new JoinRows(2), hidden(128), BatchNorm.create(), new Tanh()));
    }
    modules.add(scores());
    return Sequential.of(modules.toArray(Module[]::new));
  }

  private static Linear hidden(int units) {
    return Linear.of(units).withWeight(He.lecun()).withoutBias();
  }

  private static Linear scores() {
    return Linear.of(27).withWeight(He.lecun().withGain(0.1)).withBias(Constant.zeros());
  }

  @Override
  public void run(Lab lab) {
    Contexts three = Contexts.of(lab, 3);
    Contexts eight = Contexts.of(lab, 8);
    int steps = lab.quick() ? 500 : 200_000;
    int runs = lab.quick() ? 4 : 5;
    TwoRateDescent half = new TwoRateDescent(steps, steps / 2);
    TwoRateDescent longer = new TwoRateDescent(steps, steps * 3 / 4);
    Trainings normalized =
        Trainings.of(
            "batch norm", CharacterHierarchy::normalized, three, half, lab.quick() ? 1 : runs, lab);
    Trainings flat =
        Trainings.of("longer context", CharacterHierarchy::flat, eight, longer, runs, lab);
    Trainings hierarchy =
        Trainings.of("hierarchy", CharacterHierarchy::hierarchy, eight, longer, runs, lab);
    lab.show(Summary.of(hierarchy.network(), eight.validation().get(0).inputs()));
    lab.show(Trainings.table(normalized, flat, hierarchy));
    lab.print("%nmade up: %s", String.join(", ", hierarchy.names(20, RandomSource.of(lab.seed()))));

    lab.claim(
        Claim.equal("parameters of the hierarchy", hierarchy.parameters(), 76_579, PART_5, 0));
    if (lab.quick()) {
      lab.claim(hierarchy.below(PAIRS, "counts of pairs: experiment bigrams"));
    } else {
      lab.claim(normalized.published(2.105, PART_3));
      lab.claim(flat.published(2.027, PART_5));
      lab.claim(hierarchy.published(1.994, PART_5));
      lab.claim(flat.better(normalized));
    }
    lab.claim(hierarchy.better(flat));
    LinePanel losses =
        new LinePanel("Learning", "step", "training loss (nats)")
            .horizontally(0, steps)
            .vertically(1.7, 2.8);
    normalized.addTo(losses, Palette.ORANGE.color());
    flat.addTo(losses, Palette.BLUE.color());
    hierarchy.addTo(losses, Palette.GREEN.color());
    lab.figure(
        "character-hierarchy.png",
        new Figure("Names from three characters and from eight", List.of(losses)));
  }
}
