package org.gradus.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class BatchTest {
  @Test
  void countsItsExamples() {
    assertEquals(3, new Batch(Tensor.zeros(3, 40), Tensor.of(7, 0, 9)).size());
    assertEquals(0, new Batch(Tensor.zeros(0, 40), Tensor.zeros(0, 2)).size());
  }

  @Test
  void refusesDifferentNumbers() {
    Tensor inputs = Tensor.zeros(3, 40);
    Tensor targets = Tensor.of(7, 0);
    ShapeException refused = assertThrows(ShapeException.class, () -> new Batch(inputs, targets));
    assertEquals(
        "[batch] inputs and targets differ in number: expected (examples, …) and (examples, …),"
            + " got (3, 40) and (2). Shapes: (3, 40), (2).",
        refused.getMessage());
  }

  @Test
  void refusesScalars() {
    Tensor inputs = Tensor.zeros(1, 40);
    Tensor targets = Tensor.scalar(7);
    ShapeException refused = assertThrows(ShapeException.class, () -> new Batch(inputs, targets));
    assertEquals(
        "[batch] inputs or targets have no axis of examples: expected (examples, …) and"
            + " (examples, …), got (1, 40) and (). Shapes: (1, 40), ().",
        refused.getMessage());
  }
}
