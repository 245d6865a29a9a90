package org.gradus.lecture.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0; 0",
        "4; 4",
        "37.2; 37.2",
        "0.0071; 0.0071",
        "-0.20784; -0.2078",
        "18000; 18,000",
        "1234567; 1,235,000",
        "7.5e38; 7.5e+38",
        "1.23456e-7; 1.235e-07",
        "NaN; NaN",
        "100; 100",
        "-Infinity; -Infinity"
      })
  void showFourDigits(double value, String text) {
    assertEquals(text, Numbers.text(value));
  }
}
