package org.gradus.optimizers.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradus.core.data.Batch;
import org.gradus.core.data.BatchSource;
import org.gradus.core.random.RandomSource;
import org.gradus.layers.module.ForwardListener;
import org.gradus.layers.module.Module;
import org.gradus.losses.classification.CrossEntropy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.InOrder;

class TrainingListenerTest {
  private final Lesson lesson = new Lesson();

  @Test
  void listenersAreToldInOrder() {
    TrainingListener listener = mock(TrainingListener.class);
    List<String> passes = new ArrayList<>();
    ForwardListener watcher = (path, module, input, output) -> passes.add(path);
    when(listener.watching(anyLong())).thenReturn(Optional.empty());
    when(listener.watching(2L)).thenReturn(Optional.of(watcher));
    Module network = Lesson.network();
    List<Batch> two = lesson.batches().subList(0, 2);
    Trainer.of(network, new CrossEntropy(), Lesson.optimizer(network))
        .data(BatchSource.of(two), RandomSource.of(1))
        .listener(listener)
        .build()
        .train(1);

    InOrder order = inOrder(listener);
    order.verify(listener).started(eq(network), eq(new History(List.of())), eq(1), eq(0L));
    order.verify(listener).epochStarted(1, 2, 0);
    for (int step = 0; step < 2; step++) {
      order.verify(listener).updating(any());
      order.verify(listener).stepped(any());
    }
    order.verify(listener, times(1)).epochEnded(any());
    order.verify(listener).ended(any(), eq("all epochs were trained"));
    assertEquals(List.of("0", "1", "2"), passes);
  }

  @Test
  void allListenersAreToldOfTheEndWhateverOthersThrow() {
    List<String> told = new ArrayList<>();
    TrainingListener faulty =
        new TrainingListener() {
          @Override
          public void stepped(StepReport step) {
            throw new IllegalStateException("in step " + step.step());
          }

          @Override
          public void ended(History history, String reason) {
            throw new IllegalStateException("at the end");
          }
        };
    TrainingListener good =
        new TrainingListener() {
          @Override
          public void ended(History history, String reason) {
            told.add(reason);
          }
        };
    Trainer trainer = lesson.trainer().listener(faulty, good).build();

    IllegalStateException e = assertThrows(IllegalStateException.class, () -> trainer.train(1));
    assertEquals("in step 1", e.getMessage());
    assertEquals("at the end", e.getSuppressed()[1].getMessage());
    assertEquals(List.of("an exception was thrown"), told);
  }

  private static final class Checked extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** What other languages of the JVM throw without saying so. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneakilyThrow(Throwable failure) throws E {
    throw (E) failure;
  }

  static Stream<Throwable> failures() {
    return Stream.of(
        new IllegalStateException(), new OutOfMemoryError(), new AssertionError(), new Checked());
  }

  @ParameterizedTest
  @MethodSource("failures")
  void listenersAreToldOfTheEndWhateverEndsIt(Throwable failure) {
    List<String> told = new ArrayList<>();
    TrainingListener faulty =
        new TrainingListener() {
          @Override
          public void epochEnded(EpochReport epoch) {
            TrainingListenerTest.<RuntimeException>sneakilyThrow(failure);
          }
        };
    TrainingListener good =
        new TrainingListener() {
          @Override
          public void epochEnded(EpochReport epoch) {
            told.add("epoch " + epoch.epoch());
          }

          @Override
          public void ended(History history, String reason) {
            told.add(reason);
          }
        };
    Trainer trainer = lesson.trainer().listener(faulty, good).build();

    assertSame(failure, assertThrows(failure.getClass(), () -> trainer.train(1)));
    assertEquals(List.of("epoch 1", "an exception was thrown"), told);
  }
}
