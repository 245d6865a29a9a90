package org.gradus.optimizers.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradus.core.data.Batch;
import org.gradus.core.data.BatchSource;
import org.gradus.core.optimizer.Grouping;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.model.ModelState;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.losses.loss.Reduction;
import org.gradus.losses.regression.MeanSquaredError;
import org.gradus.losses.sequence.Ctc;
import org.gradus.optimizers.schedule.OneCycle;
import org.gradus.optimizers.schedule.Plateau;
import org.gradus.optimizers.schedule.StepDecay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TrainerTest {
  private final Lesson lesson = new Lesson();

  private static Map<String, Tensor> values(Module network) {
    return ModelState.of(network).values();
  }

  @Test
  void isTheLoopOfOnesOwn() {
    Module own = Lesson.network();
    Optimizer optimizer = Lesson.optimizer(own);
    double sum = 0;
    for (int epoch = 0; epoch < 3; epoch++) {
      optimizer.setLearningRate(0.1 * Math.pow(0.5, epoch));
      sum = 0;
      for (Batch batch : lesson.batches()) {
        Tensor scores = own.forward(batch.inputs(), Context.train(RandomSource.of(1)));
        Tensor loss = new CrossEntropy().of(scores, batch.targets());
        optimizer.step(loss.backward());
        sum += batch.size() * loss.item();
      }
    }

    Module trained = Lesson.network();
    History history =
        Trainer.of(trained, new CrossEntropy(), Lesson.optimizer(trained))
            .data(BatchSource.of(lesson.batches()), RandomSource.of(1))
            .schedulePerEpoch(new StepDecay(1, 0.5))
            .build()
            .train(3);

    assertEquals(values(own), values(trained));
    assertEquals(sum / Lesson.EXAMPLES, history.last().measure(EpochReport.LOSS), 1e-12);
    assertEquals(0.1 * 0.25, history.last().learningRate(), 1e-15);
  }

  @Test
  void whatIsFrozenStaysAndIsNotDifferentiated() {
    Module network = Lesson.network();
    Map<String, Tensor> before = values(network);
    List<Boolean> differentiated = new ArrayList<>();
    Technique looking =
        new Technique() {
          @Override
          public Gradients adjusted(
              Gradients gradients, NetworkParameters parameters, RandomSource random) {
            parameters
                .all()
                .values()
                .forEach(p -> differentiated.add(gradients.find(p).isPresent()));
            return gradients;
          }
        };
    Optimizer optimizer =
        Optimizer.of(
            Grouping.of(network.parameters()).freeze("0/**").rest(0.1, Sgd.withMomentum(0.9)));
    Trainer.of(network, new CrossEntropy(), optimizer)
        .data(BatchSource.of(lesson.batches().subList(0, 1)), RandomSource.of(1))
        .with(looking)
        .build()
        .train(1);

    assertEquals(before.get("0/weight"), values(network).get("0/weight"));
    assertNotEquals(before.get("2/weight"), values(network).get("2/weight"));
    assertEquals(List.of(false, false, true, true), differentiated);
    assertEquals(
        Set.of("2/weight/momentum", "2/weight/steps", "2/bias/momentum", "2/bias/steps"),
        optimizer.state().keySet());
  }

  @Test
  void ratesAndMomentaFollowTheirSchedules() {
    Module network = Lesson.network();
    OneCycle cycle = new OneCycle(0.1, 10);
    List<Double> rates = new ArrayList<>();
    List<Double> momenta = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void updating(StepReport step) {
            rates.addAll(step.learningRates());
            momenta.add(((Sgd) step.optimizer().groups().get(0).rule()).momentum());
          }
        };
    Trainer.of(network, new CrossEntropy(), Lesson.optimizer(network))
        .data(BatchSource.of(lesson.batches()), RandomSource.of(1))
        .schedule(cycle, cycle.momentum(0.85, 0.95))
        .listener(listener)
        .build()
        .train(2);

    for (int step = 0; step < 10; step++) {
      assertEquals(cycle.at(step, 0.1), rates.get(step));
      assertEquals(cycle.momentum(0.85, 0.95).at(step, 0.9), momenta.get(step));
    }
  }

  @Test
  void evaluatesAfterEveryEpochAsOneWouldByHand() {
    Module network = Lesson.network();
    History history =
        Trainer.of(network, new CrossEntropy(), Lesson.optimizer(network))
            .data(lesson.source(), RandomSource.of(1))
            .validation("unseen", lesson.batches(), new Lesson.Right())
            .build()
            .train(2);

    Tensor scores = network.forward(lesson.examples.inputs());
    assertEquals(2, history.measure("unseen/loss").length);
    ValidationSet all =
        new ValidationSet("all", List.of(lesson.examples), List.of(new Lesson.Right()));
    double loss = new CrossEntropy().of(scores, lesson.examples.targets()).item();
    assertEquals(
        loss, all.evaluate(network, BatchLoss.of(new CrossEntropy())).get("all/loss"), 1e-6);
    assertEquals(
        "[training] there is no such measure: expected one of [loss, unseen/loss, unseen/right], got"
            + " unseen/accuracy.",
        assertThrows(IllegalArgumentException.class, () -> history.measure("unseen/accuracy"))
            .getMessage());
  }

  @Test
  void whoStopsAfterAnEpochHasNoStepMore() {
    List<Trainer> self = new ArrayList<>();
    Trainer trainer =
        lesson
            .trainer()
            .listener(
                new TrainingListener() {
                  @Override
                  public void epochEnded(EpochReport epoch) {
                    self.get(0).requestStop();
                  }
                })
            .build();
    self.add(trainer);
    trainer.train(4);
    assertEquals(5, trainer.steps());
  }

  @Test
  void anOptimizerOfAnotherNetworkIsRefused() {
    Module network = Lesson.network();
    TrainerBuilder builder =
        Trainer.of(network, new CrossEntropy(), Lesson.optimizer(Lesson.network()));
    assertRefused(
        IllegalArgumentException.class,
        "[trainer] the optimizer is not of this network: expected parameters of the network alone,"
            + " got 0/weight of group default, which is none. Hint: make it of network.parameters(),"
            + " after the network was built.",
        builder.data(lesson.source(), RandomSource.of(1))::build);
  }

  @Test
  void aTrainerStaysAsItWasBuilt() {
    TrainerBuilder builder = lesson.trainer();
    Trainer trainer = builder.build();
    Technique late = mock(Technique.class);
    builder.with(late).stopWhen(history -> Optional.of("too late"));
    assertEquals(2, trainer.train(2).epochs().size());
    verifyNoInteractions(late);
  }

  @Test
  void aNumberOfEpochsIsNotNegative() {
    Trainer trainer = lesson.trainer().build();
    assertRefused(
        IllegalArgumentException.class,
        "[trainer] number of epochs is out of range: expected at least 0, got -1.",
        () -> trainer.train(-1));
  }

  private static void assertRefused(
      Class<? extends RuntimeException> type, String message, Executable executable) {
    assertEquals(message, assertThrows(type, executable).getMessage());
  }

  @Test
  void whatCannotBeTrainedIsRefusedBeforehand() {
    TrainerBuilder noData = Trainer.of(lesson.model, new CrossEntropy(), lesson.optimizer);
    assertRefused(
        IllegalStateException.class,
        "[trainer] there is nothing to train on: expected data(source, random), got none.",
        noData::build);
    assertRefused(
        IllegalArgumentException.class,
        "[trainer] the plateau needs a measure that is not taken: expected one of [loss, right,"
            + " validation/loss, validation/right], got validation/accuracy.",
        noData
                .data(lesson.source(), RandomSource.of(1))
                .measuring(new Lesson.Right())
                .validation(lesson.batches(), new Lesson.Right())
                .plateau("validation/accuracy", new Plateau.Config())
            ::build);
    assertRefused(
        IllegalStateException.class,
        "[trainer] the learning rates are set twice: expected one schedule or plateau, got another"
            + " one. Hint: schedules are put together by Schedule.combinedWith and Sequence.",
        () -> noData.schedule(new StepDecay(1, 0.5)));
    TrainerBuilder homeless = new Lesson().trainer().checkpointEvery(3);
    assertRefused(
        IllegalStateException.class,
        "[trainer] checkpoints have no place: expected a folder by checkpoints(…), got only their"
            + " number.",
        homeless::build);
    StoppingRule waiting =
        new StoppingRule() {
          @Override
          public Optional<String> reasonToStop(History history) {
            return Optional.empty();
          }

          @Override
          public Set<String> measures() {
            return Set.of("test/loss");
          }
        };
    StoppingRule never = history -> Optional.empty();
    TrainerBuilder unmeasured = new Lesson().trainer().stopWhen(never).stopWhen(waiting);
    assertRefused(
        IllegalArgumentException.class,
        "[trainer] the stopping rule needs a measure that is not taken: expected one of [loss,"
            + " right, validation/loss, validation/right], got test/loss.",
        unmeasured::build);
    TrainerBuilder twice = new Lesson().trainer().validation(lesson.batches());
    assertRefused(
        IllegalArgumentException.class,
        "[trainer] two measures have the same name: expected each once, got validation/loss again.",
        twice::build);
  }

  @Test
  void anEpochWithoutBatchesIsRefused() {
    Trainer empty = lesson.trainer().data(BatchSource.of(List.of()), RandomSource.of(1)).build();
    assertRefused(
        IllegalStateException.class,
        "[trainer] there is nothing to train on: expected at least one batch in epoch 1, got none.",
        () -> empty.train(1));
  }

  @Test
  void aSumIsNoLossForBatchesOfAnySize() {
    assertRefused(
        IllegalArgumentException.class,
        "[trainer] the loss depends on the size of the batch: expected a mean, got the reduction SUM"
            + " of MeanSquaredError. Hint: the learning rate is where a sum's factor belongs.",
        () -> BatchLoss.of(new MeanSquaredError(Reduction.SUM)));
    assertRefused(
        IllegalArgumentException.class,
        "[trainer] the loss depends on the size of the batch: expected a mean, got the reduction NONE"
            + " of Ctc. Hint: the learning rate is where a sum's factor belongs.",
        () -> BatchLoss.of(new Ctc(Reduction.NONE, 0, false)));
  }
}
