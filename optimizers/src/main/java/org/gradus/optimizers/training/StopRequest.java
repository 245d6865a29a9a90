package org.gradus.optimizers.training;

/** Whether a training is asked to stop: by a call, or by an interrupt of its thread. */
final class StopRequest {
  private volatile boolean requested;
  private boolean interrupted;

  /** Forgets calls from before the training. */
  void begin() {
    requested = false;
  }

  /** Asks for the end; from any thread. */
  void request() {
    requested = true;
  }

  /** Clears an interrupt and remembers it: channels are closed by one, such as those of data. */
  void noteInterrupt() {
    interrupted |= Thread.interrupted();
  }

  boolean isAsked() {
    noteInterrupt();
    return requested || interrupted;
  }

  /** Gives the thread its interrupt back, for whoever called the training. */
  void passOn() {
    if (interrupted) {
      interrupted = false;
      Thread.currentThread().interrupt();
    }
  }
}
