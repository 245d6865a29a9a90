package org.gradus.datasets.mnist1d;

import java.util.Arrays;
import org.gradus.core.random.NumpyRandom;

/**
 * Makes the data set in the order of draws and of arithmetic of the original, greydanus/mnist1d
 * {@code make_dataset}.
 */
final class Generator {
  /** Makes the zeros of a template different from those of the padding, as the original does. */
  private static final double EPSILON = 1e-8;

  private final Mnist1dSettings settings;
  private final NumpyRandom random;
  private final GaussianFilter filter = new GaussianFilter();

  /** Points of a signal between padding and the last resampling. */
  private final int length;

  private final double[] ramp;

  Generator(Mnist1dSettings settings) {
    this.settings = settings;
    random = NumpyRandom.of(settings.seed());
    length = settings.templateLen() + settings.paddingHigh();
    ramp = Interpolation.linspace(-0.5, 0.5, length);
  }

  Mnist1d generate() {
    int perClass = settings.numSamples() / Templates.COUNT;
    int samples = perClass * Templates.COUNT;
    double[][] signals = new double[samples][];
    for (int i = 0; i < samples; i++) {
      signals[i] = sample(Templates.signal(i / perClass));
    }
    int[] order = random.permutation(samples);
    int[] columns = columns();
    double[] x = new double[samples * columns.length];
    int[] y = new int[samples];
    for (int i = 0; i < samples; i++) {
      y[i] = order[i] / perClass;
      for (int k = 0; k < columns.length; k++) {
        x[i * columns.length + k] = signals[order[i]][columns[k]];
      }
    }
    double mean = Moments.mean(x);
    double deviation = Moments.standardDeviation(x);
    for (int i = 0; i < x.length; i++) {
      x[i] = (x[i] - mean) / deviation;
    }
    int split = (int) (samples * settings.trainSplit());
    return new Mnist1d(
        Arrays.copyOf(x, split * columns.length),
        Arrays.copyOf(y, split),
        Arrays.copyOfRange(x, split * columns.length, x.length),
        Arrays.copyOfRange(y, split, samples),
        time(deviation),
        templates());
  }

  private int[] columns() {
    if (settings.shuffleSeq()) {
      return random.permutation(settings.finalSeqLength());
    }
    int[] columns = new int[settings.finalSeqLength()];
    Arrays.setAll(columns, k -> k);
    return columns;
  }

  private double[] time(double deviation) {
    double[] time =
        Interpolation.resample(
            Interpolation.resample(Templates.time(), length), settings.finalSeqLength());
    for (int i = 0; i < time.length; i++) {
      time[i] /= deviation;
    }
    return time;
  }

  private static double[] templates() {
    double[] templates = new double[Templates.COUNT * Templates.LENGTH];
    for (int digit = 0; digit < Templates.COUNT; digit++) {
      System.arraycopy(
          Templates.signal(digit), 0, templates, digit * Templates.LENGTH, Templates.LENGTH);
    }
    return templates;
  }

  private double[] sample(double[] template) {
    double[] signal = Interpolation.resample(pad(template), length);
    scale(signal);
    double[] translated = translate(signal);
    addNoise(translated);
    shear(translated);
    return Interpolation.resample(translated, settings.finalSeqLength());
  }

  /** Returns the template followed by a random number of zeros. */
  private double[] pad(double[] template) {
    int choices = settings.paddingHigh() - settings.paddingLow() + 1;
    int padding = settings.paddingLow() + (int) (random.nextDouble() * choices);
    double[] padded = new double[template.length + padding];
    for (int i = 0; i < template.length; i++) {
      padded[i] = template[i] + EPSILON;
    }
    return padded;
  }

  private void scale(double[] signal) {
    double factor = 1 + settings.scaleCoeff() * (random.nextDouble() - 0.5);
    for (int i = 0; i < length; i++) {
      signal[i] *= factor;
    }
  }

  /**
   * Returns the signal moved right by a random number of points; what leaves it comes in at the
   * left.
   */
  private double[] translate(double[] signal) {
    int shift = random.nextInt(settings.maxTranslation());
    if (shift >= length) {
      return signal;
    }
    double[] translated = new double[length];
    System.arraycopy(signal, length - shift, translated, 0, shift);
    System.arraycopy(signal, 0, translated, shift, length - shift);
    return translated;
  }

  /** Replaces the padding by smooth noise, and adds noise to every point. */
  private void addNoise(double[] signal) {
    double[] smooth = filter.apply(noise(settings.corrNoiseScale()));
    double[] independent = noise(settings.iidNoiseScale());
    for (int i = 0; i < length; i++) {
      signal[i] = (signal[i] == 0 ? smooth[i] : signal[i]) + independent[i];
    }
  }

  private double[] noise(double scale) {
    double[] noise = new double[length];
    random.fillGaussian(noise, 0, length);
    for (int i = 0; i < length; i++) {
      noise[i] *= scale;
    }
    return noise;
  }

  /** Adds a straight line through the middle, of random slope. */
  private void shear(double[] signal) {
    double slope = settings.shearScale() * (random.nextDouble() - 0.5);
    for (int i = 0; i < length; i++) {
      signal[i] -= slope * ramp[i];
    }
  }
}
