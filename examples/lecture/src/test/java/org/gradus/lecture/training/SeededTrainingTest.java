package org.gradus.lecture.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.gradus.core.optimizer.Sgd;
import org.gradus.datasets.mnist1d.Mnist1d;
import org.gradus.datasets.mnist1d.Mnist1dSettings;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentRun;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.experiment.Options;
import org.gradus.lecture.experiment.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeededTrainingTest {
  private final Mnist1d data = Mnist1dSettings.published().generate();
  private final SeededTraining training =
      new SeededTraining(data.train(), data.test(), 100, 4, 2).onFirst(500, 250);

  @TempDir Path folder;

  /** Trains linear classifiers in the lab of an experiment. */
  private final class Probe implements Experiment {
    private List<Module> networks = List.of();
    private Trained trained = new Trained("none", networks, new LearningCurves(List.of()));

    @Override
    public String name() {
      return "probe";
    }

    @Override
    public String title() {
      return "Linear classifiers";
    }

    @Override
    public void run(Lab lab) {
      trained = training.of("linear", () -> Linear.of(10), 0.05, Sgd.plain(), lab);
      networks = trained.networks();
      lab.claim(trained.parameters(410, "40 · 10 + 10"));
      lab.claim(trained.below(90, training.test().size(), "ten classes"));
    }
  }

  private Trained train(long seed) {
    Probe probe = new Probe();
    StringWriter text = new StringWriter();
    Options options = new Options(true, false, seed, folder, 1);
    ExperimentRun.Ending ending =
        new ExperimentRun(probe, options, new PrintWriter(text), new PrintWriter(text)).run();
    assertEquals(Outcome.HOLDS, ending.outcome(), text::toString);
    return probe.trained;
  }

  private float[] scores(Module network) {
    return network.forward(data.test().all().inputs()).toFloats();
  }

  @Test
  void scoresEveryEpochOfEveryRun() {
    LearningCurves curves = train(1).curves();
    assertEquals(2, curves.runs().size());
    assertEquals(4, curves.epochs());
    Epoch last = curves.runs().get(1).get(3);
    assertEquals(0.05, last.learningRate());
    assertTrue(last.train().loss() < curves.runs().get(1).get(0).train().loss());
  }

  /** The last score is that of the network that is returned. */
  @Test
  void returnsTheNetworksThatItScored() {
    Trained trained = train(1);
    Score score = Score.of(trained.first(), training.test().all());
    Score last = trained.curves().runs().get(0).get(3).test();
    assertEquals(score.error(), last.error(), 1e-9);
    assertEquals(score.loss(), last.loss(), 1e-6);
  }

  @Test
  void runsDifferBySeedsAlone() {
    Trained trained = train(1);
    float[] second = scores(trained.networks().get(1));
    assertFalse(Arrays.equals(scores(trained.first()), second));
    assertArrayEquals(second, scores(train(2).first()));
  }
}
