package org.gradus.core.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {
  @ParameterizedTest
  @CsvSource({
    "weight, weight, true",
    "weight, 0/weight, false",
    "**/weight, weight, true",
    "**/weight, encoder/0/weight, true",
    "**/weight, encoder/0/weight-input, false",
    "**/weight, weight/0, false",
    "**/weight*, encoder/0/weight-input, true",
    "**/*bias*, 3/bias-hidden, true",
    "encoder/**, encoder/0/bias, true",
    "encoder/**, encoder, true",
    "encoder/**, encoders/0, false",
    "encoder/*/weight, encoder/0/weight, true",
    "encoder/*/weight, encoder/0/1/weight, false",
    "**/attention/**/bias, 3/attention/query/bias, true",
    "**/attention/**/bias, attention/bias, true",
    "**, any/path, true",
    "*, name, true",
    "*, a/b, false",
    "a*b*c, aXbYbZc, true",
    "a*b*c, acb, false"
  })
  void matches(String pattern, String path, boolean expected) {
    assertEquals(expected, PathPattern.of(pattern).test(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/weight", "a//b", "a**/b"})
  void refusesMalformedPatterns(String pattern) {
    assertThrows(IllegalArgumentException.class, () -> PathPattern.of(pattern));
  }

  @Test
  void saysWhatIsMalformed() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> PathPattern.of("encoder/"));
    assertEquals(
        "[path pattern] the pattern is malformed: expected names and wildcards separated by /, such"
            + " as **/weight, got \"encoder/\".",
        e.getMessage());
  }

  @Test
  void onesThatFitNothingAreRefusedWithTheNearestPaths() {
    List<String> paths = List.of("decoder/0/weight", "head/bias", "encoder/0/weight");
    PathPattern.of("**/bias").requireFit("selection", paths);

    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> PathPattern.of("encdoer/**").requireFit("selection", paths));
    assertEquals(
        "[selection] the pattern fits no path: expected one that fits any of encoder/0/weight,"
            + " decoder/0/weight, head/bias, got \"encdoer/**\".",
        e.getMessage());
  }

  @Test
  void notAllPathsAreListed() {
    List<String> paths = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> PathPattern.of("a").requireFit("what", paths));
    assertEquals(
        "[what] the pattern fits no path: expected one that fits any of 0, 1, 2, 3, 4, 5, 6, 7 and"
            + " 2 more, got \"a\".",
        e.getMessage());
  }
}
