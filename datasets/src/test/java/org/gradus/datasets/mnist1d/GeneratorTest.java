package org.gradus.datasets.mnist1d;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What can be checked against the published data set without its files. */
class GeneratorTest {
  private static final double TOLERANCE = 2e-15;

  /** Moments of the published samples before they are standardised. */
  private static final double MEAN = -0.0055075064312771795;

  private static final double DEVIATION = 0.15467803420593054;

  private final Mnist1d published = Mnist1dSettings.published().generate();

  @Test
  void sizes() {
    assertEquals(4000 * 40, published.x().length);
    assertEquals(4000, published.y().length);
    assertEquals(1000 * 40, published.testX().length);
    assertEquals(1000, published.testY().length);
    assertEquals(40, published.t().length);
    assertEquals(10 * 12, published.templates().length);
  }

  /**
   * The first sample that is drawn, before it is standardised, as NumPy 2.4.6 computes it; the
   * order puts it in row 3521.
   */
  @Test
  void theFirstSample() {
    double[] start = {
      -0.04209311418726071,
      -0.12469535166425322,
      -0.22765596534224036,
      -0.21409546988571704,
      -0.13762737093142885,
      -0.12229869094956991,
      -0.14885278550665917,
      -0.12538955852700528
    };
    double[] end = {
      0.15834104025419415,
      0.12805882579586156,
      0.1215956904299133,
      0.058869309395308274,
      0.07799795675705493
    };

    assertRow(start, 3521 * 40);
    assertRow(end, 3522 * 40 - end.length);
    assertEquals(0, published.y()[3521]);
  }

  /** The second sample that is drawn, in row 1858. */
  @Test
  void theSecondSample() {
    double[] start = {
      -0.2677889566984927,
      -0.18278497083157186,
      -0.14212868952355565,
      -0.10182549145657607,
      -0.1194093417225773
    };

    assertRow(start, 1858 * 40);
    assertEquals(0, published.y()[1858]);
  }

  private void assertRow(double[] expected, int offset) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals((expected[i] - MEAN) / DEVIATION, published.x()[offset + i], TOLERANCE);
    }
  }

  /**
   * The order of the samples begins with 1472, 3385, … and ends with …, 2246:
   * numpy.random.permutation(5000) after all other draws. There are 500 samples of a digit.
   */
  @Test
  void theOrderOfTheDigits() {
    int[] first = {
      1472, 3385, 2210, 2638, 3156, 3147, 3103, 233, 1586, 670, 3401, 4872, 2100, 1587, 2308, 2758,
      752, 4714, 72, 1758
    };
    int[] last = {1126, 2760, 4746, 3239, 2246};

    assertArrayEquals(digits(first), Arrays.copyOf(published.y(), first.length));
    assertArrayEquals(digits(last), Arrays.copyOfRange(published.testY(), 995, 1000));
  }

  private static int[] digits(int[] samples) {
    return Arrays.stream(samples).map(sample -> sample / 500).toArray();
  }

  @Test
  void theStandardDeviationScalesTheTime() {
    assertEquals(-5.0 / 6 / DEVIATION, published.t()[0], TOLERANCE);
    assertEquals(5.0 / 6 / DEVIATION, published.t()[39], TOLERANCE);
  }

  /**
   * Steps of the procedure in NumPy 2.4.6 and SciPy 1.17.1 (gaussian_filter, interp1d), with these
   * settings. The tolerance is wider because NumPy's exponential function, in the weights of the
   * filter, is not correctly rounded.
   */
  @Test
  void otherSettings() {
    Mnist1d data =
        Mnist1dSettings.builder()
            .numSamples(25)
            .trainSplit(0.73)
            .templateLen(9)
            .paddingLow(3)
            .paddingHigh(7)
            .scaleCoeff(0.8)
            .maxTranslation(20)
            .corrNoiseScale(0.5)
            .iidNoiseScale(0.1)
            .shearScale(-1.25)
            .shuffleSeq(true)
            .finalSeqLength(6)
            .seed((1L << 32) - 1)
            .build()
            .generate();

    assertArrayEquals(
        new double[] {
          -1.2480356368605237,
          0.3118442917920967,
          0.6616911507378045,
          0.27641150639571055,
          -0.6879075995535016,
          -0.30241092085497034
        },
        Arrays.copyOf(data.x(), 6),
        1e-14);
    assertArrayEquals(
        new double[] {
          -0.5246941697638793,
          0.49348523425793966,
          0.12629780045993777,
          2.019988076313879,
          -0.4865877404486217,
          -0.9505520244318582
        },
        Arrays.copyOfRange(data.testX(), 5 * 6, 6 * 6),
        1e-14);
    assertArrayEquals(new int[] {4, 3, 6, 7, 2, 4, 0, 1, 3, 8, 7, 8, 6, 0}, data.y());
    assertArrayEquals(new int[] {5, 2, 5, 9, 9, 1}, data.testY());
    assertArrayEquals(
        new double[] {
          -2.753839788480321,
          -1.6523038730881925,
          -0.5507679576960643,
          0.5507679576960647,
          1.6523038730881927,
          2.753839788480321
        },
        data.t(),
        1e-14);
  }

  @Test
  void theSameSettingsGiveTheSameData() {
    Mnist1d again = Mnist1dSettings.published().generate();

    assertArrayEquals(published.x(), again.x());
    assertArrayEquals(published.testX(), again.testX());
  }
}
