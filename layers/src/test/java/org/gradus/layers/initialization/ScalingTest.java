package org.gradus.layers.initialization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.gradus.core.json.JsonBindingException;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** He's and Glorot's initializations, which scale a distribution by the fans. */
class ScalingTest {
  private static final Shape WEIGHT = Shape.of(300, 200);
  private static final Fans FANS = Fans.of(WEIGHT);
  private static final double KURTOSIS_OF_NORMAL = 3;
  private static final double KURTOSIS_OF_UNIFORM = 1.8;

  @Test
  void gainsAreThoseOfThePapers() {
    assertEquals(1, Gain.LINEAR);
    assertEquals(5.0 / 3, Gain.TANH);
    assertEquals(Math.sqrt(2), Gain.RELU);
    assertEquals(0.75, Gain.SELU);
    assertEquals(Math.sqrt(2), Gain.leakyRelu(0));
    assertEquals(1, Gain.leakyRelu(1));
    assertEquals(Math.sqrt(2 / 1.04), Gain.leakyRelu(0.2), 1e-15);
  }

  @Test
  void heDividesByTheFan() {
    assertEquals(Math.sqrt(2 / 200.0), He.normal().standardDeviation(FANS), 1e-15);
    assertEquals(
        Math.sqrt(2 / 300.0), He.normal().by(FanMode.FAN_OUT).standardDeviation(FANS), 1e-15);
    assertEquals(
        Math.sqrt(4 / 500.0), He.normal().by(FanMode.AVERAGE).standardDeviation(FANS), 1e-15);
    assertEquals(Math.sqrt(6 / 200.0), He.uniform().bound(FANS), 1e-15);
    assertEquals(Double.POSITIVE_INFINITY, He.normal().bound(FANS));
    assertEquals(Math.sqrt(1 / 200.0), He.pytorch().bound(FANS), 1e-15);
  }

  @Test
  void glorotDividesByTheMeanOfTheFans() {
    assertEquals(Math.sqrt(2 / 500.0), Glorot.normal().standardDeviation(FANS), 1e-15);
    assertEquals(Math.sqrt(6 / 500.0), Glorot.uniform().bound(FANS), 1e-15);
    assertEquals(
        5 / 3.0 * Math.sqrt(6 / 500.0), Glorot.uniform().withGain(Gain.TANH).bound(FANS), 1e-15);
  }

  @Test
  void drawsHaveTheseMoments() {
    Sample.of(He.normal(), WEIGHT).assertMoments(0, 2 / 200.0, KURTOSIS_OF_NORMAL);
    Sample.of(Glorot.normal(), WEIGHT).assertMoments(0, 2 / 500.0, KURTOSIS_OF_NORMAL);
    Sample uniform = Sample.of(Glorot.uniform(), WEIGHT);
    uniform.assertMoments(0, 2 / 500.0, KURTOSIS_OF_UNIFORM);
    assertTrue(uniform.largest() <= Math.sqrt(6 / 500.0));
    assertTrue(uniform.largest() > 0.999 * Math.sqrt(6 / 500.0));
  }

  @Test
  void aTruncatedNormalKeepsItsDeviation() {
    He truncated = new He(Distribution.TRUNCATED_NORMAL, FanMode.FAN_IN, Gain.RELU);
    Sample sample = Sample.of(truncated, WEIGHT);
    double deviation = Math.sqrt(2 / 200.0);

    // Of a standard normal number within ±2 variance and fourth moment are 0.77374 and 1.41619
    // (the moments' recurrence m₄ = 3 m₂ − 2³ · 2 φ(2) / (2 Φ(2) − 1)).
    sample.assertMoments(0, deviation * deviation, 1.41619 / (0.77374 * 0.77374));
    assertTrue(sample.largest() <= truncated.bound(FANS));
    assertEquals(2 * deviation / Math.sqrt(0.7737413), truncated.bound(FANS), 1e-6);
  }

  @Test
  void lecunKeepsTheVariance() {
    assertEquals(Math.sqrt(1 / 200.0), He.lecun().standardDeviation(FANS), 1e-15);
  }

  @Test
  void biasesAreMadeWithTheFansOfTheirWeight() {
    Tensor bias =
        He.pytorch().create(DType.FLOAT64, Shape.of(5000), Fans.of(WEIGHT), RandomSource.of(1));
    Sample sample = new Sample(bias.toDoubles());

    sample.assertMoments(0, 1 / 600.0, KURTOSIS_OF_UNIFORM);
    assertTrue(sample.largest() <= Math.sqrt(1 / 200.0));
  }

  @Test
  void aVectorAloneHasNoFans() {
    ShapeException thrown =
        assertThrows(
            ShapeException.class,
            () -> He.normal().create(DType.FLOAT32, Shape.of(5), RandomSource.of(1)));
    assertEquals("initializer", thrown.operation());
  }

  @Test
  void noInputsGiveNoWeights() {
    Tensor empty = He.normal().create(DType.FLOAT32, Shape.of(5, 0), RandomSource.of(1));
    assertEquals(Shape.of(5, 0), empty.shape());
  }

  @Test
  void refuseBadGains() {
    IllegalArgumentException he =
        assertThrows(IllegalArgumentException.class, () -> He.normal().withGain(-1));
    assertEquals(
        "[he] gain is out of range: expected a finite number of at least 0, got -1.0.",
        he.getMessage());
    IllegalArgumentException glorot =
        assertThrows(IllegalArgumentException.class, () -> Glorot.normal().withGain(Double.NaN));
    assertEquals(
        "[glorot] gain is out of range: expected a finite number of at least 0, got NaN.",
        glorot.getMessage());
  }

  @Test
  void pointAtWhatIsWrongInJson() {
    JsonBindingException thrown =
        assertThrows(
            JsonBindingException.class,
            () ->
                Plugins.load()
                    .kind(InitializerProvider.class)
                    .create("he", "{\"mode\": \"fan-inn\"}"));
    assertEquals("/mode", thrown.problems().get(0).pointer());
  }
}
