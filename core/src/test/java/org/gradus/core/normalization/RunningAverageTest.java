package org.gradus.core.normalization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.gradus.core.tensor.Buffer;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class RunningAverageTest {
  @Test
  void movesByTheShare() {
    Buffer single = Buffer.of(Tensor.of(4f, 8));
    RunningAverage.update(single, Tensor.of(1f, 2), 2, 0.25);
    assertEquals(Tensor.of(3.5f, 7), single.tensor());

    Buffer twice = Buffer.of(Tensor.of(4.0, 8));
    RunningAverage.update(twice, Tensor.of(1.0, 2), 2, 0.25);
    assertEquals(Tensor.of(3.5, 7), twice.tensor());
  }

  @Test
  void refusesWhatDoesNotFit() {
    Buffer average = Buffer.of(Tensor.of(4f, 8));

    DTypeException type =
        assertThrows(
            DTypeException.class, () -> RunningAverage.update(average, Tensor.of(1.0, 2), 1, 0.25));
    assertEquals(
        "[running-average] wrong element type: expected equal floating-point types (cast"
            + " converts), got FLOAT32 and FLOAT64.",
        type.getMessage());
    ShapeException shape =
        assertThrows(
            ShapeException.class,
            () -> RunningAverage.update(average, Tensor.of(1f, 2, 3), 1, 0.25));
    assertEquals(
        "[running-average] the value does not fit the average: expected (2), got (3).",
        shape.getMessage());
    assertEquals(Tensor.of(4f, 8), average.tensor());
  }
}
