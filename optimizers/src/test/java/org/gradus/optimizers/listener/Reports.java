package org.gradus.optimizers.listener;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;
import org.gradus.optimizers.training.EpochReport;
import org.gradus.optimizers.training.History;
import org.gradus.optimizers.training.StepReport;
import org.gradus.optimizers.training.TrainingListener;

/** A training of epochs of two steps, told to listeners without a trainer. */
final class Reports {
  static final History NOTHING = new History(List.of());
  static final int STEPS = 2;

  private static final Module MODEL = model();
  private static final Optimizer OPTIMIZER = Optimizer.of(MODEL.parameters(), 0.5, Sgd.plain());

  private Reports() {}

  private static Module model() {
    Module model = Linear.of(1).withoutBias();
    model.build(Shape.of(1, 2), RandomSource.of(1));
    model.parameters().get("weight").set(Tensor.of(new float[][] {{1, -2}}));
    return model;
  }

  static Module network() {
    return MODEL;
  }

  /** Returns a step of 10 examples with a loss of 1 / step. */
  static StepReport step(long step) {
    int epoch = (int) ((step - 1) / STEPS) + 1;
    int batch = (int) ((step - 1) % STEPS) + 1;
    Tensor weight = MODEL.parameters().get("weight").tensor();
    Gradients gradients = weight.square().sum().mul(0.5).backward();
    return new StepReport(epoch, batch, STEPS, step, 10, 1.0 / step, MODEL, OPTIMIZER, gradients);
  }

  static EpochReport epoch(int epoch) {
    return new EpochReport(
        epoch,
        (long) epoch * STEPS,
        0.5,
        1.25,
        Map.of("loss", 1.0 / epoch, "validation/loss", epoch == 2 ? Double.NaN : 2.0 / epoch));
  }

  /** Tells of the steps and epochs after some until there were so many epochs. */
  static void train(TrainingListener listener, int after, int until) {
    History history =
        new History(IntStream.rangeClosed(1, after).mapToObj(Reports::epoch).toList());
    listener.started(MODEL, history, until, (long) after * STEPS);
    for (int epoch = after + 1; epoch <= until; epoch++) {
      listener.epochStarted(epoch, STEPS, 0);
      for (int batch = 1; batch <= STEPS; batch++) {
        StepReport step = step((epoch - 1L) * STEPS + batch);
        listener.updating(step);
        listener.stepped(step);
      }
      listener.epochEnded(epoch(epoch));
    }
    listener.ended(history, "all epochs were trained");
  }
}
