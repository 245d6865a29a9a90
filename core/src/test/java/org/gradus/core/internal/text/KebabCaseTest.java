package org.gradus.core.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class KebabCaseTest {
  private enum Layout {
    CHANNELS_LAST,
    FLAT
  }

  @Test
  void acceptsWordsJoinedByHyphens() {
    for (String word : List.of("relu", "batch-norm", "conv-2d", "a", "x".repeat(64))) {
      assertTrue(KebabCase.matches(word), word);
    }
  }

  @Test
  void refusesEverythingElse() {
    for (String word :
        List.of("", "-a", "a-", "a--b", "Relu", "re_lu", "2d", "a b", "é", "x".repeat(65), "a\n")) {
      assertFalse(KebabCase.matches(word), word);
    }
  }

  @Test
  void namesConstants() {
    assertEquals("channels-last", KebabCase.of(Layout.CHANNELS_LAST));
    assertEquals("flat", KebabCase.of(Layout.FLAT));
  }
}
