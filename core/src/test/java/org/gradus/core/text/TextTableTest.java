package org.gradus.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void alignsNumbersAtTheRight() {
    TextTable table = new TextTable("epoch", "set", "loss");
    table.row("1", "train", "-0.5").row("10", "test", "12.25");
    assertEquals(
        """
        epoch  set     loss
            1  train   -0.5
           10  test   12.25
        """,
        table.toString());
  }

  @Test
  void takesWhatIsEmptyOrNotFiniteForANumberAmongNumbers() {
    TextTable table = new TextTable("epoch", "set", "loss");
    table.row("1", "", "NaN").row("10", "1st", "").row("100", "test", "-Infinity");
    assertEquals(
        """
        epoch  set        loss
            1              NaN
           10  1st
          100  test  -Infinity
        """,
        table.toString());
  }

  @Test
  void refusesRowsThatDoNotFit() {
    TextTable table = new TextTable("epoch", "loss");
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> table.row("1"));
    assertEquals(
        "[table] a row does not fit its headings: expected 2 cells, got 1.", refused.getMessage());
  }
}
