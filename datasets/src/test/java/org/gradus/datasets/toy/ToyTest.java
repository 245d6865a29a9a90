package org.gradus.datasets.toy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gradus.core.data.Batch;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.datasets.dataset.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Points by their formulas; tolerances of noise are five standard errors. */
class ToyTest {
  private static final float ROUNDING = 1e-6f;

  private static float[][] inputs(Dataset dataset) {
    return dataset.all().inputs().toFloatRows();
  }

  private static int[] classes(Dataset dataset) {
    return dataset.targets().toInts();
  }

  private static float[] values(Dataset dataset) {
    return dataset.targets().toFloats();
  }

  /** sklearn.datasets.make_moons(5, shuffle=False). */
  @Test
  void moons() {
    Dataset moons = MoonsConfig.of(5).withNoise(0).generate();

    float[][] expected = {{1, 0}, {-1, 0}, {0, 0.5f}, {1, -0.5f}, {2, 0.5f}};
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i], inputs(moons)[i], ROUNDING);
    }
    assertArrayEquals(new int[] {0, 0, 1, 1, 1}, classes(moons));
  }

  /** sklearn.datasets.make_circles(6, shuffle=False, factor=0.5). */
  @Test
  void circles() {
    Dataset circles = CirclesConfig.of(6).withNoise(0).withFactor(0.5).generate();

    float root = (float) Math.sqrt(0.75);
    float[][] expected = {
      {1, 0}, {-0.5f, root}, {-0.5f, -root}, {0.5f, 0}, {-0.25f, root / 2}, {-0.25f, -root / 2}
    };
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i], inputs(circles)[i], ROUNDING);
    }
    assertArrayEquals(new int[] {0, 0, 0, 1, 1, 1}, classes(circles));
  }

  @Test
  void spirals() {
    Dataset spirals = SpiralsConfig.of(7).withNoise(0).generate();

    assertArrayEquals(new int[] {0, 0, 0, 1, 1, 2, 2}, classes(spirals));
    assertArrayEquals(new float[] {0, 0}, inputs(spirals)[0]);
    assertArrayEquals(
        new float[] {0.5f * (float) Math.sin(2), 0.5f * (float) Math.cos(2)},
        inputs(spirals)[1],
        ROUNDING);
    assertArrayEquals(
        new float[] {(float) Math.sin(12), (float) Math.cos(12)}, inputs(spirals)[6], ROUNDING);
  }

  @Test
  void blobsAreAroundTheirCentres() {
    int each = 10_000;
    BlobsConfig config = BlobsConfig.of(2 * each).withCenters(2).withDimensions(3);
    float[][] points = inputs(config.withDeviation(0.5).generate());
    float[][] centers = inputs(config.withDeviation(0).generate());

    for (int blob = 0; blob < 2; blob++) {
      for (int axis = 0; axis < 3; axis++) {
        double sum = 0;
        double squares = 0;
        float center = centers[blob * each][axis];
        for (int i = blob * each; i < (blob + 1) * each; i++) {
          sum += points[i][axis] - center;
          squares += Math.pow(points[i][axis] - center, 2);
        }
        assertTrue(Math.abs(center) <= 10);
        assertEquals(0, sum / each, 5 * 0.5 / Math.sqrt(each));
        assertEquals(0.25, squares / each, 5 * 0.25 * Math.sqrt(2.0 / each));
      }
    }
    assertEquals(1, classes(config.generate())[each]);
  }

  @Test
  void theDiscHasHalfOfThePoints() {
    int count = 40_000;
    Dataset disc = DiscConfig.of(count).generate();

    int inside = 0;
    for (int i = 0; i < count; i++) {
      float[] point = inputs(disc.select(i))[0];
      int label = classes(disc.select(i))[0];
      double distance = Math.hypot(point[0] - 0.5, point[1] - 0.5);
      assertEquals(label, distance < 0.3989422804014327 ? 1 : 0);
      inside += label;
    }
    assertEquals(0.5, (double) inside / count, 5 * 0.5 / Math.sqrt(count));
  }

  @Test
  void xor() {
    Dataset xor = XorConfig.of(5).generate();

    assertArrayEquals(new int[] {0, 1, 1, 0, 0}, classes(xor));
    assertArrayEquals(new float[] {1, 0}, inputs(xor)[2]);
  }

  @Test
  void sineAndLine() {
    Dataset sine = SineConfig.of(100).withNoise(0).withLow(1).withHigh(2).generate();
    Dataset line = LineConfig.of(100).withNoise(0).withSlope(-3).withIntercept(5).generate();

    for (int i = 0; i < 100; i++) {
      float x = inputs(sine)[i][0];
      assertTrue(1 <= x && x <= 2);
      assertEquals((float) Math.sin(x), values(sine)[i], ROUNDING);
      float at = inputs(line)[i][0];
      assertTrue(-1 <= at && at <= 1);
      assertEquals(5 - 3 * at, values(line)[i], 10 * ROUNDING);
    }
  }

  @Test
  void noiseHasItsDeviation() {
    int count = 10_000;
    Dataset line = LineConfig.of(count).withNoise(0.3).generate();

    double squares = 0;
    for (int i = 0; i < count; i++) {
      double error = values(line)[i] - (1 + 2 * inputs(line)[i][0]);
      squares += error * error;
    }
    assertEquals(0.09, squares / count, 5 * 0.09 * Math.sqrt(2.0 / count));
  }

  /** At x = ¼, ½ and ¾ the sine is 1, 0 and −1. */
  @Test
  void theCurveOfTheBook() {
    assertEquals(0.512 * Math.E - 0.79, BookCurve.at(0.25), 1e-15);
    assertEquals(0.512 - 0.79, BookCurve.at(0.5), 1e-15);
    assertEquals(0.512 / Math.E - 0.79, BookCurve.at(0.75), 1e-15);

    Dataset samples = BookCurveConfig.of(15).withNoise(0).generate();
    for (int i = 0; i < 15; i++) {
      float x = inputs(samples)[i][0];
      assertTrue(i / 15.0 <= x && x <= (i + 1) / 15.0);
      assertEquals((float) BookCurve.at(x), values(samples)[i], 10 * ROUNDING);
    }
  }

  @Test
  void thePointsOfTheBook() {
    Batch points = BookCurve.points().all();

    assertEquals(Shape.of(15, 1), points.inputs().shape());
    assertEquals(Shape.of(15, 1), points.targets().shape());
    assertEquals(0.6636f, (float) points.targets().get(3, 0));
    assertEquals(15, BookCurve.x().length);
    assertEquals(-0.2352, BookCurve.y()[14]);
  }

  static Stream<Supplier<Dataset>> drawn() {
    return Stream.of(
        () -> MoonsConfig.of(20).generate(),
        () -> SpiralsConfig.of(20).generate(),
        () -> BlobsConfig.of(20).generate(),
        () -> DiscConfig.of(20).generate(),
        () -> SineConfig.of(20).generate(),
        () -> BookCurveConfig.of(20).generate());
  }

  @ParameterizedTest
  @MethodSource("drawn")
  void theSeedSaysAll(Supplier<Dataset> drawn) {
    assertEquals(drawn.get().all(), drawn.get().all());
    assertEquals(DType.FLOAT32, drawn.get().all().inputs().dtype());
    assertNotEquals(
        MoonsConfig.of(20).generate().all(), MoonsConfig.of(20).withSeed(1).generate().all());
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertRefused(
        "[moons] samples is out of range: expected at least 1, got 0.", () -> MoonsConfig.of(0));
    assertRefused(
        "[moons] noise is out of range: expected a finite number of at least 0, got -1.0.",
        () -> MoonsConfig.of(1).withNoise(-1));
    assertRefused(
        "[circles] factor is out of range: expected a number from 0 to below 1, got 1.0.",
        () -> CirclesConfig.of(1).withFactor(1));
    assertRefused(
        "[sine] high is out of range: expected a number above 2.0, got 1.0.",
        () -> SineConfig.of(1).withHigh(1).withLow(2));
  }

  private static void assertRefused(String message, Supplier<?> action) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, action::get);
    assertEquals(message, e.getMessage());
  }
}
