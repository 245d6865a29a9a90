package org.gradus.optimizers.training;

import java.util.Map;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.optimizers.schedule.Plateau;
import org.gradus.optimizers.schedule.Scheduler;

/** What sets the learning rates while a network is trained. */
interface LearningRates {
  /** Sets the rates of a step, of which there were so many before, in so many epochs. */
  default void beforeStep(long steps, int epochs) {}

  /** Takes note of an epoch. */
  default void after(EpochReport epoch) {}

  /** Returns what decides the future besides the rates and the numbers of steps. */
  default Map<String, Double> state() {
    return Map.of();
  }

  /** Restores what {@link #state} returned. */
  default void restore(Map<String, Double> state) {}

  /** Leaves the rates of the optimizer as they are. */
  static LearningRates constant() {
    return new LearningRates() {};
  }

  /** Follows schedules of steps. */
  static LearningRates ofSteps(Scheduler scheduler) {
    return new LearningRates() {
      @Override
      public void beforeStep(long steps, int epochs) {
        scheduler.moveTo((double) steps);
      }
    };
  }

  /** Follows a schedule of epochs. */
  static LearningRates ofEpochs(Scheduler scheduler) {
    return new LearningRates() {
      @Override
      public void beforeStep(long steps, int epochs) {
        scheduler.moveTo(epochs);
      }
    };
  }

  /** Reduces the rates where a measure no longer improves. */
  static LearningRates onPlateaus(Optimizer optimizer, String measure, Plateau.Config config) {
    Plateau plateau = new Plateau(optimizer, config);
    return new LearningRates() {
      @Override
      public void after(EpochReport epoch) {
        plateau.observe(epoch.measure(measure));
      }

      @Override
      public Map<String, Double> state() {
        return plateau.state();
      }

      @Override
      public void restore(Map<String, Double> state) {
        plateau.restore(state);
      }
    };
  }
}
