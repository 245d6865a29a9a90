package org.gradus.lecture.experiment;

/**
 * A measured number beside the one that it is held against.
 *
 * @param name what was measured, with its unit
 * @param measured the number
 * @param reference the number that was published, or follows from theory
 * @param source where the reference is from
 * @param tolerance how far the two may be apart, in the same unit; derived, not fitted
 * @param holds whether the claim holds
 */
public record Claim(
    String name,
    double measured,
    double reference,
    String source,
    double tolerance,
    boolean holds) {
  /** Claims that the measured number is the reference, within the tolerance. */
  public static Claim equal(
      String name, double measured, double reference, String source, double tolerance) {
    boolean holds = Math.abs(measured - reference) <= tolerance;
    return new Claim(name, measured, reference, source, tolerance, holds);
  }

  /** Claims that the measured number is below the reference, by more than the tolerance. */
  public static Claim below(
      String name, double measured, double reference, String source, double tolerance) {
    boolean holds = measured < reference - tolerance;
    return new Claim(name, measured, reference, source, tolerance, holds);
  }
}
