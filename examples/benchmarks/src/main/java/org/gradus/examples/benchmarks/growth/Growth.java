package org.gradus.examples.benchmarks.growth;

/** Measures how the cost of Gradus' training steps grows: {@link GrowthCommand}. */
public final class Growth {
  private Growth() {}

  /** Runs the program. */
  public static void main(String[] args) {
    GrowthCommand.run(new GradusNetworks(), Growth.class, args);
  }
}
