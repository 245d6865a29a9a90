package org.gradus.optimizers.training;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.gradus.layers.module.ForwardListener;

/** All that look on at a training. */
final class Listeners {
  private final List<TrainingListener> all;
  private final StopRequest stop;

  Listeners(List<TrainingListener> all, StopRequest stop) {
    this.all = List.copyOf(all);
    this.stop = stop;
  }

  /**
   * Tells all of an event, whatever some of them throw: so that the file of one does not lack a row
   * because that of another could not be written. What is thrown first is thrown in the end, with
   * what came after it as suppressed.
   *
   * <p>An interrupt waits until they were told, because it would close the files that they write.
   */
  void tell(Consumer<TrainingListener> event) {
    stop.noteInterrupt();
    tell(all.iterator(), event);
  }

  private static void tell(Iterator<TrainingListener> rest, Consumer<TrainingListener> event) {
    if (rest.hasNext()) {
      TrainingListener next = rest.next();
      try (Ending others = () -> tell(rest, event)) {
        event.accept(next);
      }
    }
  }

  /** Returns who is to be told of the passes through the modules in a step. */
  List<ForwardListener> watchers(long step) {
    return all.stream().flatMap(listener -> listener.watching(step).stream()).toList();
  }
}
