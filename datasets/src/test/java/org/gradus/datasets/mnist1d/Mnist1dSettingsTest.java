package org.gradus.datasets.mnist1d;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class Mnist1dSettingsTest {

  /** {@code get_dataset_args} of greydanus/mnist1d. */
  @Test
  void publishedSettings() {
    assertEquals(
        new Mnist1dSettings(5000, 0.8, 12, 36, 60, 0.4, 48, 0.25, 0.02, 0.75, false, 40, 42),
        Mnist1dSettings.published());
  }

  static Stream<Arguments> outOfRange() {
    return Stream.of(
        refused(b -> b.numSamples(9), "numSamples", "10..2147483647", 9),
        refused(b -> b.trainSplit(1.1), "trainSplit", "a number in [0, 1]", 1.1),
        refused(b -> b.trainSplit(Double.NaN), "trainSplit", "a number in [0, 1]", Double.NaN),
        refused(b -> b.templateLen(0), "templateLen", "1..1048576", 0),
        refused(b -> b.paddingLow(-1), "paddingLow", "0..1048576", -1),
        refused(b -> b.paddingHigh(35), "paddingHigh", "36..1048576", 35),
        refused(
            b -> b.templateLen(1).paddingLow(0).paddingHigh(0),
            "templateLen + paddingHigh",
            "2..2097152",
            1),
        refused(
            b -> b.scaleCoeff(Double.POSITIVE_INFINITY),
            "scaleCoeff",
            "a finite number",
            Double.POSITIVE_INFINITY),
        refused(b -> b.maxTranslation(0), "maxTranslation", "1..2147483647", 0),
        refused(b -> b.corrNoiseScale(Double.NaN), "corrNoiseScale", "a finite number", Double.NaN),
        refused(b -> b.iidNoiseScale(Double.NaN), "iidNoiseScale", "a finite number", Double.NaN),
        refused(b -> b.shearScale(Double.NaN), "shearScale", "a finite number", Double.NaN),
        refused(b -> b.finalSeqLength(1), "finalSeqLength", "2..1048576", 1),
        refused(
            b -> b.numSamples(1 << 20).finalSeqLength(1 << 11),
            "numSamples * finalSeqLength",
            "0..2147483647",
            1L << 31),
        refused(b -> b.seed(-1), "seed", "0..4294967295", -1));
  }

  private static Arguments refused(
      UnaryOperator<Mnist1dSettings.Builder> change, String name, String expected, Number actual) {
    return Arguments.of(change, name, expected, actual);
  }

  @ParameterizedTest(name = "{1} {3}")
  @MethodSource("outOfRange")
  void settingsOutOfRangeAreRefused(
      UnaryOperator<Mnist1dSettings.Builder> change, String name, String expected, Number actual) {
    Mnist1dSettings.Builder builder = change.apply(Mnist1dSettings.builder());

    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, builder::build);

    assertEquals(
        "[Mnist1dSettings] %s is out of range: expected %s, got %s."
            .formatted(name, expected, actual),
        e.getMessage());
  }
}
