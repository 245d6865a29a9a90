package org.gradus.layers.initialization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.junit.jupiter.api.Test;

class FansTest {
  @Test
  void countConnectionsOfAMatrix() {
    Fans fans = Fans.of(Shape.of(30, 20));
    assertEquals(20, fans.in());
    assertEquals(30, fans.out());
  }

  @Test
  void countConnectionsOfAKernel() {
    Fans fans = Fans.of(Shape.of(4, 8, 2, 5));
    assertEquals(8 * 10, fans.in());
    assertEquals(4 * 10, fans.out());
  }

  @Test
  void modesChooseOrAverage() {
    Fans fans = Fans.of(Shape.of(5, 40));
    assertEquals(40, FanMode.FAN_IN.of(fans));
    assertEquals(5, FanMode.FAN_OUT.of(fans));
    assertEquals(22.5, FanMode.AVERAGE.of(fans));
  }

  @Test
  void areUnknownOfVectorsUntilTheyAreAskedFor() {
    Fans fans = Fans.of(Shape.of(7));
    ShapeException thrown = assertThrows(ShapeException.class, fans::in);
    assertEquals(
        "[initializer] the shape has no fan-in and fan-out: expected a weight (outputs, inputs,"
            + " kernel …), got 1 axes. Shape: (7).",
        thrown.getMessage());
  }

  @Test
  void areNotNegative() {
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> new Fans(Shape.of(2, 3), 3, -2));
    assertEquals(
        "[initializer] a fan is negative: expected at least 0, got 3 and -2.", thrown.getMessage());
  }
}
