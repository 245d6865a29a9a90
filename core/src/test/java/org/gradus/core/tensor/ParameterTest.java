package org.gradus.core.tensor;

import static org.gradus.core.tensor.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ParameterTest {
  @Test
  void holdsACopyThatIsTracked() {
    Parameter w = Parameter.of(Tensor.of(1f, 2f));
    assertTrue(w.tensor().isTracked());
    assertEquals(Shape.of(2), w.shape());
    assertEquals(DType.FLOAT32, w.dtype());
    Tensor next = Tensor.of(3f, 4f);
    w.set(next);
    assertEquals(next, w.tensor());
    w.set(w.tensor().mul(2));
    assertEquals(Tensor.of(3f, 4f), next);
    assertEquals(Tensor.of(6f, 8f), w.tensor());
  }

  @Test
  void gradientsAreFoundThroughEveryValueItHad() {
    Parameter w = Parameter.of(Tensor.of(1.0));
    Tensor before = w.tensor();
    Gradients g = w.tensor().mul(3).sum().backward();
    w.set(Tensor.of(2.0));
    assertEquals(Tensor.of(3.0), g.of(w));
    assertEquals(Tensor.of(3.0), g.of(before));
  }

  @Test
  void onlyTheSameKindOfValueIsTaken() {
    Parameter w = Parameter.of(Tensor.zeros(2, 3));
    assertRefused(
        ShapeException.class,
        "[parameter] the new value does not fit: expected (2, 3), got (3, 2).",
        () -> w.set(Tensor.zeros(3, 2)));
    assertRefused(
        DTypeException.class,
        "[parameter] wrong element type: expected FLOAT32, got FLOAT64.",
        () -> w.set(Tensor.zeros(DType.FLOAT64, Shape.of(2, 3))));
    assertRefused(
        DTypeException.class,
        "[parameter] wrong element type: expected FLOAT32 or FLOAT64, got INT32.",
        () -> Parameter.of(Tensor.of(1)));
    assertEquals(Tensor.zeros(2, 3), w.tensor());
  }

  @Test
  void buffersAreNotTracked() {
    Buffer buffer = Buffer.of(Tensor.of(1, 2));
    Tensor before = buffer.tensor();
    assertFalse(before.isTracked());
    buffer.set(Tensor.of(3, 4));
    assertEquals(Tensor.of(3, 4), buffer.tensor());
    assertRefused(
        ShapeException.class,
        "[buffer] the new value does not fit: expected (2), got ().",
        () -> buffer.set(Tensor.scalar(1)));
    assertRefused(
        StaleTensorException.class,
        "[tensor] the value was overwritten after this tensor was read from its parameter:"
            + " expected an unchanged parameter, got an updated one. Hint: run backward before the"
            + " update, and read parameter.tensor() anew after it.",
        before::toInts);
  }
}
