package org.gradus.optimizers.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ClippingTest {
  private final Parameter first = Parameter.of(Tensor.of(0d, 0d));
  private final Parameter second = Parameter.of(Tensor.of(0d));

  private Gradients gradients(double a, double b, double c) {
    Tensor sum = first.tensor().mul(Tensor.of(a, b)).sum();
    return sum.add(second.tensor().mul(c).sum()).backward();
  }

  @Test
  void clipsSomeParametersByThemselves() {
    Gradients all = gradients(3, 4, 12);
    Clipping.Result clipped = Clipping.byNorm(all, List.of(first), 1);
    assertEquals(5, clipped.norm());
    assertTrue(clipped.gradients().of(first).isClose(Tensor.of(0.6, 0.8), 0, 1e-6));
    assertEquals(Tensor.of(12d), clipped.gradients().of(second));
    assertEquals(Tensor.of(3d, 4d), all.of(first));
    assertEquals(13, Clipping.byNorm(all, List.of(first, second), 1).norm(), 1e-14);
  }

  @Test
  void leavesWhatIsSmallOrNoNumber() {
    Gradients small = gradients(0.3, 0.4, 0);
    assertSame(small, Clipping.byNorm(small, List.of(first), 1).gradients());
    Gradients none = gradients(Double.NaN, 4, 0);
    Clipping.Result result = Clipping.byNorm(none, List.of(first), 1);
    assertTrue(Double.isNaN(result.norm()));
    assertSame(none, result.gradients());
  }

  @Test
  void doesNotOverflow() {
    Clipping.Result result = Clipping.byNorm(gradients(3e200, 4e200, 0), List.of(first), 1);
    assertEquals(5e200, result.norm(), 1e186);
  }

  @Test
  void isTheSameAtEveryRun() {
    TreeSet<Double> norms = new TreeSet<>();
    for (int run = 0; run < 20; run++) {
      List<Parameter> parameters = new ArrayList<>();
      Tensor sum = Tensor.scalar(0d);
      for (int i = 1; i <= 40; i++) {
        Parameter parameter = Parameter.of(Tensor.of(0d));
        parameters.add(parameter);
        sum = sum.add(parameter.tensor().mul(Math.sqrt(i) * Math.pow(7, i % 5)).sum());
      }
      norms.add(Clipping.byNorm(sum.backward(), parameters, 1).norm());
    }
    assertEquals(1, norms.size());
  }

  @Test
  void refusesBoundsOutOfRange() {
    Gradients any = gradients(1, 1, 1);
    List<Parameter> both = List.of(first, second);
    assertEquals(
        "[clipping] largest norm is out of range: expected above 0, got 0.0.",
        assertThrows(IllegalArgumentException.class, () -> Clipping.byNorm(any, both, 0))
            .getMessage());
    assertEquals(
        "[clipping] power of the norm is out of range: expected at least 1, got 0.5.",
        assertThrows(IllegalArgumentException.class, () -> Clipping.byNorm(any, both, 1, 0.5))
            .getMessage());
    assertEquals(
        "[clipping] largest value is out of range: expected above 0, got NaN.",
        assertThrows(IllegalArgumentException.class, () -> Clipping.byValue(any, both, Double.NaN))
            .getMessage());
  }
}
