package org.gradus.examples.benchmarks.djl;

import ai.djl.engine.Engine;

/** DJL's PyTorch engine. */
final class Engines {
  private static final String PYTORCH = "PyTorch";

  private Engines() {}

  /** Starts the engine; the number of threads is read only then. */
  static void start(int threads) {
    System.setProperty("ai.djl.default_engine", PYTORCH);
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
    // All that it needs is on the class path.
    System.setProperty("ai.djl.offline", "true");
    Engine.getEngine(PYTORCH).setRandomSeed(1);
  }

  /** Returns the engine that was started. */
  static Engine engine() {
    return Engine.getEngine(PYTORCH);
  }

  /** Returns the versions of DJL and of libtorch. */
  static String version() {
    return "DJL " + Engine.getDjlVersion() + ", libtorch " + engine().getVersion();
  }
}
