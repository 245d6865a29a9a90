package org.gradus.losses.loss;

/** Checks of margins that losses share. For authors of losses. */
public final class Margins {
  private Margins() {}

  /**
   * Requires a margin to be a finite number.
   *
   * @param loss the name of the loss, for the message
   * @throws IllegalArgumentException if it is not
   */
  public static void requireFinite(String loss, double margin) {
    if (!Double.isFinite(margin)) {
      throw new IllegalArgumentException(
          "[" + loss + "] margin is out of range: expected a finite number, got " + margin + ".");
    }
  }
}
