package org.gradus.optimizers.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.core.optimizer.ParameterGroup;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GradientClippingTest {
  private final Parameter a = Parameter.of(Tensor.of(1.0));
  private final Parameter b = Parameter.of(Tensor.of(1.0));
  private final NetworkParameters parameters = new NetworkParameters(named(), Set.of("a", "b"));
  // The gradients are 3 and 4, of norm 5.
  private final Gradients gradients = a.tensor().mul(3).add(b.tensor().mul(4)).sum().backward();

  private Map<String, Parameter> named() {
    Map<String, Parameter> all = new LinkedHashMap<>();
    all.put("a", a);
    all.put("b", b);
    return all;
  }

  private List<Double> clipped(GradientClipping clipping) {
    Gradients result = clipping.adjusted(gradients, parameters, RandomSource.of(1));
    return List.of(result.of(a).sum().item(), result.of(b).sum().item());
  }

  @Test
  void boundsAllTogether() {
    List<Double> result = clipped(GradientClipping.byNorm(2.5));

    assertEquals(1.5, result.get(0), 1e-6);
    assertEquals(2, result.get(1), 1e-6);
  }

  @Test
  void boundsEveryElement() {
    assertEquals(List.of(3.0, 3.5), clipped(GradientClipping.byValue(3.5)));
  }

  @Test
  void boundsGroupsApart() {
    ParameterGroup first = new ParameterGroup("first", Map.of("a", a), 0.1, Sgd.plain());
    ParameterGroup second = new ParameterGroup("second", Map.of("b", b), 0.1, Sgd.plain());
    List<Double> result = clipped(GradientClipping.byNorm(3.5).apart(List.of(first, second)));

    assertEquals(3, result.get(0));
    assertEquals(3.5, result.get(1), 1e-5);
    assertEquals(List.of(3.0, 4.0), clipped(GradientClipping.byNorm(3.5).apart(List.of(first))));
  }

  @Test
  void boundsAreAboveZero() {
    assertEquals(
        "[clipping] largest norm is out of range: expected a finite number above 0, got 0.0.",
        assertThrows(IllegalArgumentException.class, () -> GradientClipping.byNorm(0))
            .getMessage());
  }
}
