package org.gradus.regularization.constraint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.optimizers.training.NetworkParameters;
import org.gradus.regularization.contract.RegularizerContract;
import org.gradus.regularization.regularizer.Constraint;
import org.gradus.regularization.regularizer.Selection;
import org.junit.jupiter.api.Test;

class ConstraintTest {
  private final Parameter weight =
      Parameter.of(Tensor.of(new double[][] {{3, -4}, {0.5, 0.25}, {0, 0}}));
  private final Parameter bias = Parameter.of(Tensor.of(-10.0, 5, 0));
  private final NetworkParameters network =
      new NetworkParameters(
          Map.of("layer/weight", weight, "layer/bias", bias), Set.of("layer/weight"));

  private Tensor after(Constraint constraint) {
    constraint.constrain(network);
    assertEquals(Tensor.of(-10.0, 5, 0), bias.tensor().detach());
    return weight.tensor().detach();
  }

  @Test
  void maxNormShortensWhatIsTooLong() {
    Tensor expected = Tensor.of(new double[][] {{3 * 0.4, -4 * 0.4}, {0.5, 0.25}, {0, 0}});
    assertEquals(expected, after(new MaxNorm(2)));
  }

  @Test
  void unitNormLeavesZeros() {
    double factor = 1 / Math.sqrt(0.3125);
    Tensor expected =
        Tensor.of(new double[][] {{0.6, -0.8}, {0.5 * factor, 0.25 * factor}, {0, 0}});
    assertEquals(true, after(new UnitNorm()).isClose(expected, 1e-15, 0));
  }

  @Test
  void nonNegativeCutsOff() {
    assertEquals(Tensor.of(new double[][] {{3, 0}, {0.5, 0.25}, {0, 0}}), after(new NonNegative()));
  }

  @Test
  void kernelsBelongToTheirOutput() {
    Tensor kernel = Tensor.ones(2, 3, 3);
    assertEquals(kernel.div(3), new UnitNorm().of(kernel));
    assertEquals(Tensor.of(-2f, 1), new MaxNorm(2).of(Tensor.of(-5f, 1)));
    assertEquals(Tensor.scalar(2f), new MaxNorm(2).of(Tensor.scalar(5f)));
    assertEquals(Tensor.zeros(0, 3), new UnitNorm().of(Tensor.zeros(0, 3)));
    assertEquals(Shape.of(2, 0), new UnitNorm().of(Tensor.zeros(2, 0)).shape());
  }

  /** The squares of such weights are no FLOAT32. */
  @Test
  void hugeAndTinyWeightsAreScaledToo() {
    Tensor huge = Tensor.of(new float[] {3e30f, -4e30f}, Shape.of(1, 2));
    Tensor tiny = Tensor.of(new float[] {3e-20f, 4e-20f}, Shape.of(1, 2));
    Tensor expected = Tensor.of(new float[] {0.6f, -0.8f}, Shape.of(1, 2));
    assertTrue(new MaxNorm(1).of(huge).isClose(expected, 1e-6, 0));
    assertTrue(new UnitNorm().of(huge).isClose(expected, 1e-6, 0));
    assertTrue(new UnitNorm().of(tiny).isClose(expected.abs(), 1e-6, 0));
    assertEquals(tiny, new MaxNorm(1).of(tiny));
  }

  /** They are for the trainer to find: a constraint that made zeros of them would hide them. */
  @Test
  void weightsThatAreNotFiniteStay() {
    Tensor infinite = Tensor.of(new float[] {Float.POSITIVE_INFINITY, 1}, Shape.of(1, 2));
    Tensor nan = Tensor.of(new float[] {Float.NaN, 1}, Shape.of(1, 2));
    for (Constraint constraint : List.of(new MaxNorm(1), new UnitNorm())) {
      assertEquals(infinite, constraint.of(infinite));
      assertEquals(nan, constraint.of(nan));
    }
  }

  @Test
  void whatIsAllowedIsNotTouched() {
    Tensor before = weight.tensor();
    new MaxNorm(7).constrain(network);
    assertSame(before, weight.tensor());
  }

  @Test
  void otherParametersCanBeNamed() {
    new NonNegative(Selection.of("**/bias")).constrain(network);
    assertEquals(Tensor.of(0.0, 5, 0), bias.tensor().detach());
  }

  @Test
  void keepTheirContract() {
    RegularizerContract.check(new MaxNorm(1));
    RegularizerContract.check(new UnitNorm());
    RegularizerContract.check(new NonNegative(Selection.of("**")));
  }

  @Test
  void refuseBadSettings() {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> new MaxNorm(0));
    assertEquals(
        "[max-norm] most is out of range: expected a finite number above 0, got 0.0.",
        e.getMessage());
  }
}
