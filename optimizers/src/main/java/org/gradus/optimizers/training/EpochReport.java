package org.gradus.optimizers.training;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an epoch came to.
 *
 * @param epoch its number, from 1
 * @param steps the number of steps since the training began
 * @param learningRate that of the first group of parameters in the epoch's last step
 * @param seconds how long the epoch took, evaluation included
 * @param measures by name, in alphabetical order: {@value #LOSS}, the mean loss over the training
 *     data as they were trained on, the metrics of these, and those of the validation sets, such as
 *     {@code validation/loss}
 */
public record EpochReport(
    int epoch, long steps, double learningRate, double seconds, Map<String, Double> measures) {
  /** The name of the mean training loss. */
  public static final String LOSS = "loss";

  /** Keeps a copy of the map. */
  public EpochReport {
    measures = Collections.unmodifiableMap(new TreeMap<>(measures));
  }

  /**
   * Returns a measure.
   *
   * @throws IllegalArgumentException if there is none of the name
   */
  public double measure(String name) {
    Double value = measures.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "[training] there is no such measure: expected one of %s, got %s."
              .formatted(measures.keySet(), name));
    }
    return value;
  }
}
