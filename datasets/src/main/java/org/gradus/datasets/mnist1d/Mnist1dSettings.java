package org.gradus.datasets.mnist1d;

/**
 * How MNIST-1D is made. {@link #published()} are those of the data set as everybody uses it; {@link
 * #builder()} changes some of them.
 *
 * <p>The names are those of the original, in camel case.
 *
 * @param numSamples how many samples, of ten classes in equal numbers (rounded down); at least 10
 * @param trainSplit the share of the samples that become the training set, in [0, 1], rounded down
 * @param templateLen the part of the padded signal's length that is not padding, at least 1; 12,
 *     the number of points of a template, in the original
 * @param paddingLow the least number of zeros put behind a template, at least 0
 * @param paddingHigh the largest number of zeros, at least {@code paddingLow}
 * @param scaleCoeff the width of the range of amplitudes: 1 ± scaleCoeff / 2
 * @param maxTranslation one more than the largest cyclic shift to the right, in points; at least 1
 * @param corrNoiseScale the standard deviation of the noise in the padding, before it is smoothed
 * @param iidNoiseScale the standard deviation of the noise everywhere
 * @param shearScale the width of the range of slopes that are added, over the length of the signal:
 *     ± shearScale / 2
 * @param shuffleSeq whether the points of all signals are put in the same random order, which
 *     destroys their spatial structure
 * @param finalSeqLength how many points a signal has at last, at least 2
 * @param seed in 0…2³² − 1
 */
public record Mnist1dSettings(
    int numSamples,
    double trainSplit,
    int templateLen,
    int paddingLow,
    int paddingHigh,
    double scaleCoeff,
    int maxTranslation,
    double corrNoiseScale,
    double iidNoiseScale,
    double shearScale,
    boolean shuffleSeq,
    int finalSeqLength,
    long seed) {

  /**
   * A bound on lengths and numbers, far beyond use, that keeps products of two of them in range.
   */
  private static final int LARGEST_LENGTH = 1 << 20;

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of range, or the samples would have more than
   *     2³¹ − 1 numbers
   */
  public Mnist1dSettings {
    require("numSamples", numSamples, Templates.COUNT, Integer.MAX_VALUE);
    requireShare("trainSplit", trainSplit);
    require("templateLen", templateLen, 1, LARGEST_LENGTH);
    require("paddingLow", paddingLow, 0, LARGEST_LENGTH);
    require("paddingHigh", paddingHigh, paddingLow, LARGEST_LENGTH);
    require("templateLen + paddingHigh", templateLen + paddingHigh, 2, 2L * LARGEST_LENGTH);
    requireFinite("scaleCoeff", scaleCoeff);
    require("maxTranslation", maxTranslation, 1, Integer.MAX_VALUE);
    requireFinite("corrNoiseScale", corrNoiseScale);
    requireFinite("iidNoiseScale", iidNoiseScale);
    requireFinite("shearScale", shearScale);
    require("finalSeqLength", finalSeqLength, 2, LARGEST_LENGTH);
    require(
        "numSamples * finalSeqLength", (long) numSamples * finalSeqLength, 0, Integer.MAX_VALUE);
    require("seed", seed, 0, (1L << 32) - 1);
  }

  /** Returns the settings of the published data set. */
  public static Mnist1dSettings published() {
    return builder().build();
  }

  /** Returns a builder that holds the published settings. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Makes the data set. The published settings give the published arrays: bit-equal in float32, and
   * within 2 · 10⁻¹⁵ in float64, where the logarithm of the author's C library shows.
   */
  public Mnist1d generate() {
    return new Generator(this).generate();
  }

  private static void require(String name, long value, long low, long high) {
    if (value < low || value > high) {
      throw outOfRange(name, "%s..%s".formatted(low, high), value);
    }
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw outOfRange(name, "a number in [0, 1]", value);
    }
  }

  private static void requireFinite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw outOfRange(name, "a finite number", value);
    }
  }

  private static IllegalArgumentException outOfRange(String name, String expected, Number value) {
    return new IllegalArgumentException(
        "[Mnist1dSettings] %s is out of range: expected %s, got %s."
            .formatted(name, expected, value));
  }

  /** Collects settings; what is not set is as published. */
  public static final class Builder {
    private int numSamples = 5000;
    private double trainSplit = 0.8;
    private int templateLen = 12;
    private int paddingLow = 36;
    private int paddingHigh = 60;
    private double scaleCoeff = 0.4;
    private int maxTranslation = 48;
    private double corrNoiseScale = 0.25;
    private double iidNoiseScale = 0.02;
    private double shearScale = 0.75;
    private boolean shuffleSeq = false;
    private int finalSeqLength = 40;
    private long seed = 42;

    private Builder() {}

    /** Sets {@link Mnist1dSettings#numSamples()}. */
    public Builder numSamples(int numSamples) {
      this.numSamples = numSamples;
      return this;
    }

    /** Sets {@link Mnist1dSettings#trainSplit()}. */
    public Builder trainSplit(double trainSplit) {
      this.trainSplit = trainSplit;
      return this;
    }

    /** Sets {@link Mnist1dSettings#templateLen()}. */
    public Builder templateLen(int templateLen) {
      this.templateLen = templateLen;
      return this;
    }

    /** Sets {@link Mnist1dSettings#paddingLow()}. */
    public Builder paddingLow(int paddingLow) {
      this.paddingLow = paddingLow;
      return this;
    }

    /** Sets {@link Mnist1dSettings#paddingHigh()}. */
    public Builder paddingHigh(int paddingHigh) {
      this.paddingHigh = paddingHigh;
      return this;
    }

    /** Sets {@link Mnist1dSettings#scaleCoeff()}. */
    public Builder scaleCoeff(double scaleCoeff) {
      this.scaleCoeff = scaleCoeff;
      return this;
    }

    /** Sets {@link Mnist1dSettings#maxTranslation()}. */
    public Builder maxTranslation(int maxTranslation) {
      this.maxTranslation = maxTranslation;
      return this;
    }

    /** Sets {@link Mnist1dSettings#corrNoiseScale()}. */
    public Builder corrNoiseScale(double corrNoiseScale) {
      this.corrNoiseScale = corrNoiseScale;
      return this;
    }

    /** Sets {@link Mnist1dSettings#iidNoiseScale()}. */
    public Builder iidNoiseScale(double iidNoiseScale) {
      this.iidNoiseScale = iidNoiseScale;
      return this;
    }

    /** Sets {@link Mnist1dSettings#shearScale()}. */
    public Builder shearScale(double shearScale) {
      this.shearScale = shearScale;
      return this;
    }

    /** Sets {@link Mnist1dSettings#shuffleSeq()}. */
    public Builder shuffleSeq(boolean shuffleSeq) {
      this.shuffleSeq = shuffleSeq;
      return this;
    }

    /** Sets {@link Mnist1dSettings#finalSeqLength()}. */
    public Builder finalSeqLength(int finalSeqLength) {
      this.finalSeqLength = finalSeqLength;
      return this;
    }

    /** Sets {@link Mnist1dSettings#seed()}. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * Returns the settings.
     *
     * @throws IllegalArgumentException as the constructor of {@link Mnist1dSettings}
     */
    public Mnist1dSettings build() {
      return new Mnist1dSettings(
          numSamples,
          trainSplit,
          templateLen,
          paddingLow,
          paddingHigh,
          scaleCoeff,
          maxTranslation,
          corrNoiseScale,
          iidNoiseScale,
          shearScale,
          shuffleSeq,
          finalSeqLength,
          seed);
    }
  }
}
