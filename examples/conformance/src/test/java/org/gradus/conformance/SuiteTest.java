package org.gradus.conformance;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.function.UnaryOperator;
import org.gradus.core.internal.kernels.ScalarKernels;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The suite must fail on planted mistakes, and on what it does not know. */
class SuiteTest {
  private static final Setting DOUBLE = new Setting(DType.FLOAT64, new ScalarKernels(), 1);
  private static final Setting SINGLE = new Setting(DType.FLOAT32, new ScalarKernels(), 1);

  /** y = x² at (1, -2) with the upstream gradient (1, 0.5). */
  private static final String SQUARE =
      """
      {'id': 'square', 'op': 'square', 'config': {},
       'inputs': {'x': {'shape': [2], 'data': [1, -2]}}, 'params': {},
       'grad_output': {'shape': [2], 'data': [1, 0.5]},
       'expected': {'output': {'shape': [2], 'data': [1, 4]},
                    'grad_inputs': {'x': {'shape': [2], 'data': [2, -2]}}}}
      """;

  private static ReferenceCase parsed(String json) {
    try {
      return new ReferenceCase(
          "planted", "case", new ObjectMapper().readTree(json.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void run(String json, UnaryOperator<Tensor> square, Setting setting) {
    new Operations().unary("square", square).check(parsed(json), setting);
  }

  private static void assertFails(String message, String json, UnaryOperator<Tensor> square) {
    AssertionError e = assertThrows(AssertionError.class, () -> run(json, square, DOUBLE));
    assertTrue(e.getMessage().startsWith(message), e::getMessage);
  }

  @Test
  void whatIsRightPasses() {
    assertDoesNotThrow(() -> run(SQUARE, Tensor::square, DOUBLE));
    assertDoesNotThrow(() -> run(SQUARE, Tensor::square, SINGLE));
  }

  @Test
  void wrongValuesFail() {
    assertFails(
        "output output at element 0 of (2): expected 1.0 ± 4.0E-9, got 1.00000001",
        SQUARE,
        x -> x.square().add(1e-8));
  }

  @Test
  void wrongGradientsFail() {
    assertFails(
        "grad_inputs x at element 0 of (2): expected 2.0 ± 2.0E-9, got 1.0",
        SQUARE,
        x -> x.mul(x.detach()));
  }

  @Test
  void wrongShapesAndTypesFail() {
    assertFails("output output: shape", SQUARE, x -> x.square().unsqueeze(0));
    assertFails("output output: type", SQUARE, x -> x.square().cast(DType.FLOAT32));
    String integers = SQUARE.replace("'data': [1, 4]", "'dtype': 'int64', 'data': [1, 4]");
    assertFails("output output: type", integers, Tensor::square);
  }

  @Test
  void anOwnToleranceReplacesTheOrdinaryOne() {
    String tolerant = SQUARE.replace("'params'", "'tolerance_float32': {'forward': 0.1}, 'params'");
    assertDoesNotThrow(() -> run(tolerant, x -> x.square().add(0.1), SINGLE));
    AssertionError e =
        assertThrows(AssertionError.class, () -> run(SQUARE, x -> x.square().add(0.1), SINGLE));
    assertTrue(e.getMessage().startsWith("output output at element 0"), e::getMessage);
    assertFails("output output at element 0", tolerant, x -> x.square().add(0.1));
  }

  @Test
  void tensorsThatAreMissingOrTooManyFail() {
    Operations parts = new Operations().parts("square", in -> List.of(in.x().square()));
    AssertionError e =
        assertThrows(AssertionError.class, () -> parts.check(parsed(SQUARE), DOUBLE));
    assertEquals("output: expected tensors [output], got [y0]", e.getMessage());
  }

  @Test
  void whatIsUnknownIsNeverSkipped() {
    assertUnknown("operation", "cube", SQUARE.replace("'op': 'square'", "'op': 'cube'"));
    assertUnknown(
        "key of config", "axis = 1", SQUARE.replace("'config': {}", "'config': {'axis': 1}"));
    assertUnknown(
        "tensor",
        "w",
        SQUARE.replace("'params': {}", "'params': {'w': {'shape': [], 'data': [1]}}"));
    assertUnknown("set of tensors", "[a] without x", SQUARE.replace("'x'", "'a'"));
  }

  private static void assertUnknown(String what, String got, String json) {
    NotCoveredException e =
        assertThrows(NotCoveredException.class, () -> run(json, Tensor::square, DOUBLE));
    assertEquals(
        "[conformance] the suite does not know this "
            + what
            + ": expected one of its family's table, got "
            + got
            + ". Hint: add it to the table.",
        e.getMessage());
  }
}
