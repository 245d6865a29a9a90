package org.gradus.optimizers.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.data.Batch;
import org.gradus.core.data.BatchSource;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Module;
import org.gradus.losses.classification.CrossEntropy;
import org.junit.jupiter.api.Test;

class TechniqueTest {
  private final Lesson lesson = new Lesson();

  /** Writes down where it takes part. */
  private static Technique noting(String name, List<String> notes) {
    return new Technique() {
      @Override
      public Batch prepared(Batch batch, RandomSource random) {
        notes.add(name + " prepares");
        return batch;
      }

      @Override
      public Tensor regularized(Objective objective) {
        notes.add(name + " regularizes");
        return objective.loss();
      }

      @Override
      public LossAndGradients gradients(GradientPass pass) {
        notes.add(name + " begins the pass");
        LossAndGradients result = pass.run();
        notes.add(name + " ends the pass");
        return result;
      }

      @Override
      public Gradients adjusted(
          Gradients gradients, NetworkParameters parameters, RandomSource random) {
        notes.add(name + " adjusts");
        return gradients;
      }

      @Override
      public void constrain(NetworkParameters parameters) {
        notes.add(name + " constrains");
      }

      @Override
      public void evaluate(Runnable evaluation) {
        notes.add(name + " begins the evaluation");
        evaluation.run();
        notes.add(name + " ends the evaluation");
      }
    };
  }

  @Test
  void techniquesTakePartInOrder() {
    List<String> notes = new ArrayList<>();
    Module network = Lesson.network();
    Trainer.of(network, new CrossEntropy(), Lesson.optimizer(network))
        .data(BatchSource.of(lesson.batches().subList(0, 1)), RandomSource.of(1))
        .with(noting("one", notes), noting("two", notes))
        .build()
        .train(1);

    assertEquals(
        List.of(
            "one prepares",
            "two prepares",
            "one begins the pass",
            "two begins the pass",
            "one regularizes",
            "two regularizes",
            "two ends the pass",
            "one ends the pass",
            "one adjusts",
            "two adjusts",
            "one constrains",
            "two constrains",
            "one begins the evaluation",
            "two begins the evaluation",
            "two ends the evaluation",
            "one ends the evaluation"),
        notes);
  }

  @Test
  void aPassThatIsRunTwiceDrawsTheSameNumbers() {
    List<Double> losses = new ArrayList<>();
    Technique twice =
        new Technique() {
          @Override
          public LossAndGradients gradients(GradientPass pass) {
            losses.add(pass.run().loss());
            LossAndGradients second = pass.run();
            losses.add(second.loss());
            return second;
          }
        };
    History history =
        lesson
            .trainer()
            .data(BatchSource.of(lesson.batches().subList(0, 1)), RandomSource.of(1))
            .with(twice)
            .build()
            .train(1);

    assertEquals(losses.get(0), losses.get(1));
    assertEquals(losses.get(0), history.last().measure(EpochReport.LOSS));
  }
}
