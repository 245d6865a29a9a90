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

  /** By hand: a group of 2 inputs and 3 outputs, and a kernel of 6 positions. */
  @Test
  void countConnectionsWithinGroups() {
    Fans grouped = Fans.convolution(Shape.of(6, 2, 3, 2), 2);
    assertEquals(2 * 6, grouped.in());
    assertEquals(3 * 6, grouped.out());
    Fans transposed = Fans.transposedConvolution(Shape.of(4, 3, 3, 2), 2);
    assertEquals(2 * 6, transposed.in());
    assertEquals(3 * 6, transposed.out());
  }

  @Test
  void countConnectionsOfTablesAndGates() {
    Fans table = Fans.embedding(Shape.of(5000, 64));
    assertEquals(1, table.in());
    assertEquals(64, table.out());
    Fans gate = Fans.gates(Shape.of(4 * 16, 10), 4);
    assertEquals(10, gate.in());
    assertEquals(16, gate.out());
  }

  @Test
  void refuseShapesOfOtherLayers() {
    ShapeException groups =
        assertThrows(ShapeException.class, () -> Fans.convolution(Shape.of(6, 2, 3), 4));
    assertEquals(
        "[initializer] the shape does not fit the kind of layer: expected a weight (outputs, inputs"
            + " / groups, kernel …) whose first size is divisible by 4, got (6, 2, 3).",
        groups.getMessage());
    ShapeException table =
        assertThrows(ShapeException.class, () -> Fans.embedding(Shape.of(5, 2, 2)));
    assertEquals(
        "[initializer] the shape does not fit the kind of layer: expected a table (entries,"
            + " features), got (5, 2, 2).",
        table.getMessage());
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
