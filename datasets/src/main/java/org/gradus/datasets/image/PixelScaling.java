package org.gradus.datasets.image;

import java.util.List;
import org.gradus.core.plugin.Settings;

/**
 * How the bytes of an image become numbers: (byte / 255 − mean) / deviation, for each channel.
 *
 * @param means in the range 0…1 of the pixels; one for each channel, or one for all
 * @param deviations as many, above 0
 */
public record PixelScaling(List<Double> means, List<Double> deviations) {
  private static final String NAME = "pixel-scaling";
  private static final int BYTES = 256;
  private static final double LARGEST_BYTE = 255;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if there are none or not as many of both, a mean is not
   *     finite, or a deviation is not above 0
   */
  public PixelScaling {
    means = List.copyOf(means);
    deviations = List.copyOf(deviations);
    Settings.require(!means.isEmpty(), NAME, "means", "at least one number", means);
    Settings.require(
        deviations.size() == means.size(),
        NAME,
        "deviations",
        "as many numbers as means, " + means.size(),
        deviations);
    means.forEach(mean -> Settings.requireFinite(NAME, "means", mean));
    deviations.forEach(deviation -> Settings.requirePositive(NAME, "deviations", deviation));
  }

  /** Returns the scaling to 0…1. */
  public static PixelScaling unit() {
    return of(0, 1);
  }

  /** Returns the scaling to −1…1. */
  public static PixelScaling symmetric() {
    return of(0.5, 0.5);
  }

  /**
   * Returns the scaling with the same numbers for all channels.
   *
   * @throws IllegalArgumentException if the mean is not finite, or the deviation not above 0
   */
  public static PixelScaling of(double mean, double deviation) {
    return new PixelScaling(List.of(mean), List.of(deviation));
  }

  /**
   * Returns what each byte becomes, in float64 rounded once to float32.
   *
   * @return (channels, 256)
   * @throws IllegalArgumentException if this is for another number of channels
   */
  float[][] table(int channels) {
    Settings.require(
        means.size() == 1 || means.size() == channels,
        NAME,
        "means",
        "1 or " + channels + " numbers, as the images have channels",
        means.size());
    float[][] table = new float[channels][BYTES];
    for (int channel = 0; channel < channels; channel++) {
      int source = means.size() == 1 ? 0 : channel;
      for (int value = 0; value < BYTES; value++) {
        table[channel][value] =
            (float) ((value / LARGEST_BYTE - means.get(source)) / deviations.get(source));
      }
    }
    return table;
  }
}
