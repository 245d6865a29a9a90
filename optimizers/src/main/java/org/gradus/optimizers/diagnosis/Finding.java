package org.gradus.optimizers.diagnosis;

/**
 * Something that may be wrong with a layer.
 *
 * @param kind what it is
 * @param path of the parameter or module
 * @param value the number that says so
 */
public record Finding(Kind kind, String path, double value) {
  /** What may be wrong. */
  public enum Kind {
    /** No gradient reaches a weight. */
    NO_GRADIENT("no gradient reaches it: norm"),
    /** The gradient is lost on the way to a weight; its scale, as a part of the largest. */
    VANISHING_GRADIENT("vanishing gradient: part of the largest"),
    /** The gradient of a weight is huge or not finite; its norm. */
    EXPLODING_GRADIENT("exploding gradient: norm"),
    /** A weight hardly moves; the ratio of update and weight. */
    SLOW_UPDATE("slow update: ratio"),
    /** A weight moves too far at once; the ratio of update and weight. */
    FAST_UPDATE("fast update: ratio"),
    /** All results of a layer are nearly alike; their standard deviation. */
    VANISHING_ACTIVATION("vanishing activation: deviation"),
    /** The results of a layer are huge or not finite; their standard deviation. */
    EXPLODING_ACTIVATION("exploding activation: deviation"),
    /** Units are 0 whatever the example; their share. */
    DEAD_UNITS("dead units: share");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  /** Returns the finding as a line, such as {@code 0/weight: slow update: ratio 1.0e-06}. */
  @Override
  public String toString() {
    return LayerReport.format("%s: %s %.1e", path, kind.text, value);
  }
}
