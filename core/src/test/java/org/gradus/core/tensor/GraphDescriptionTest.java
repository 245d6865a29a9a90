package org.gradus.core.tensor;

import static org.gradus.core.tensor.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GraphDescriptionTest {
  @Test
  void callsAreBoxesAndLeavesEllipses() {
    Tensor x = Tensor.zeros(2, 3).tracked();
    Tensor y = Autograd.within("layer \"1\"", () -> x.mul(x)).sum();
    assertEquals(
        """
        digraph gradus {
          rankdir=BT;
          n0 [shape=box, label="sum"];
          n1 [shape=box, label="multiply\\nlayer \\"1\\""];
          n1 -> n0 [label="(2, 3)"];
          n2 [shape=ellipse, label="leaf\\n(2, 3)"];
          n2 -> n1 [label="(2, 3)"];
          n2 -> n1 [label="(2, 3)"];
        }
        """,
        GraphDescription.dot(y));
  }

  @Test
  void constantsAndReleasedGraphsAreRefused() {
    assertRefused(
        IllegalArgumentException.class,
        "[gradients] a constant has no gradient: expected a parameter or a tracked tensor, got a"
            + " tensor of shape () that is neither. Hint: tensor.tracked().",
        () -> GraphDescription.dot(Tensor.scalar(1.0)));
    Tensor y = Tensor.scalar(1.0).tracked().exp();
    y.backward();
    assertRefused(
        IllegalStateException.class,
        "[backward] this graph was walked back before and let go: expected one backward for each"
            + " forward, got a second one at [exp]. Hint: Backward.of(…).keepGraph() keeps it for"
            + " another walk.",
        () -> GraphDescription.dot(y));
  }
}
