package org.gradus.core.tensor;

import static org.gradus.core.tensor.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.gradus.core.shaping.Shaping;
import org.junit.jupiter.api.Test;

class BackwardTest {
  private final Tensor x = Tensor.of(1.0, 2.0, 3.0).tracked();

  @Test
  void gradientsAreReturnedNotStored() {
    Parameter w = Parameter.of(Tensor.of(2.0, 3.0));
    Tensor first = w.tensor().square().sum().backward().of(w);
    Tensor second = w.tensor().square().sum().backward().of(w);
    assertEquals(Tensor.of(4.0, 6.0), first);
    assertEquals(first, second);
    assertFalse(first.isTracked());
  }

  @Test
  void gradientsOfAllUsesAddUp() {
    // y = x² + 3x + x: y' = 2x + 4.
    Tensor y = x.mul(x).add(x.mul(3)).add(x).sum();
    assertEquals(Tensor.of(6.0, 8.0, 10.0), y.backward().of(x));
  }

  @Test
  void accumulatingNeverChangesWhatAnotherHolds() {
    // Both leaves get the very gradient of the sum; then a gets another one on top.
    Tensor a = Tensor.of(1.0).tracked();
    Tensor b = Tensor.of(1.0).tracked();
    Gradients g = a.add(b).add(a).add(a).sum().backward();
    assertEquals(Tensor.of(3.0), g.of(a));
    assertEquals(Tensor.of(1.0), g.of(b));
  }

  @Test
  void whatTheResultDoesNotDependOnHasZeros() {
    Tensor other = Tensor.of(new float[][] {{1, 2}}).tracked();
    Gradients g = x.sum().backward();
    assertEquals(Tensor.zeros(1, 2), g.of(other));
    assertTrue(g.find(other).isEmpty());
    assertTrue(g.find(x).isPresent());
  }

  @Test
  void aLeafIsItsOwnResult() {
    Tensor leaf = Tensor.scalar(5.0).tracked();
    assertEquals(Tensor.scalar(1.0), leaf.backward().of(leaf));
  }

  @Test
  void upstreamGradientsWeight() {
    Tensor y = x.square();
    Gradients g = Backward.of(y).from(Tensor.of(1.0, 10.0, 100.0)).run();
    assertEquals(Tensor.of(2.0, 40.0, 600.0), g.of(x));
    assertRefused(
        ShapeException.class,
        "[backward] the upstream gradient does not fit the result: expected (3), got (2).",
        () -> Backward.of(y).from(Tensor.of(1.0, 2.0)));
    assertRefused(
        DTypeException.class,
        "[backward] wrong element type: expected the result's FLOAT64, got FLOAT32.",
        () -> Backward.of(y).from(Tensor.of(1f, 2f, 3f)));
    assertRefused(
        ShapeException.class,
        "[backward] the result is not a single number: expected one element, or an upstream"
            + " gradient by Backward.of(result).from(…), got 3 elements. Shape: (3).",
        y::backward);
  }

  @Test
  void constantsHaveNoGradient() {
    assertRefused(
        IllegalArgumentException.class,
        "[backward] nothing was recorded for this result: expected it to depend on a parameter or"
            + " a tracked tensor, got a constant of shape (). Hint: is it detached, of an integer"
            + " type, or computed within noGrad?",
        () -> Tensor.scalar(1.0).exp().backward());
    Gradients g = x.sum().backward();
    assertRefused(
        IllegalArgumentException.class,
        "[gradients] a constant has no gradient: expected a parameter or a tracked tensor, got a"
            + " tensor of shape (2) that is neither. Hint: tensor.tracked().",
        () -> g.of(Tensor.of(1.0, 2.0)));
    assertRefused(
        DTypeException.class,
        "[tracked] wrong element type: expected FLOAT32 or FLOAT64, got INT32.",
        () -> Tensor.of(1).tracked());
  }

  @Test
  void detachedValuesAreConstants() {
    Tensor y = x.mul(x.detach()).sum();
    assertEquals(Tensor.of(1.0, 2.0, 3.0), y.backward().of(x));
    assertFalse(x.detach().isTracked());
    assertFalse(x.copy().isTracked());
  }

  @Test
  void nothingIsRecordedWithinNoGrad() {
    Tensor y =
        Autograd.noGrad(
            () -> {
              assertFalse(Autograd.isRecording());
              return x.exp();
            });
    assertFalse(y.isTracked());
    assertTrue(Autograd.isRecording());
    IllegalStateException thrown =
        assertRefused(
            IllegalStateException.class,
            "planted",
            () ->
                Autograd.noGrad(
                    (Runnable)
                        () -> {
                          throw new IllegalStateException("planted");
                        }));
    assertEquals("planted", thrown.getMessage());
    assertTrue(Autograd.isRecording());
  }

  @Test
  void aGraphIsWalkedOnceUnlessKept() {
    Tensor y = x.exp().sum();
    Gradients first = Backward.of(y).keepGraph().run();
    Gradients second = y.backward();
    assertEquals(first.of(x), second.of(x));
    assertRefused(
        IllegalStateException.class,
        "[backward] this graph was walked back before and let go: expected one backward for each"
            + " forward, got a second one at [sum]. Hint: Backward.of(…).keepGraph() keeps it for"
            + " another walk.",
        y::backward);
  }

  @Test
  void aDescriptionRunsAgain() {
    Backward backward = Backward.of(x.exp().mul(2).sum()).keepGraph();
    assertEquals(backward.run().of(x), backward.run().of(x));
  }

  @Test
  void twoResultsShareAGraphThatIsKept() {
    Tensor hidden = x.square();
    Tensor sum = hidden.sum();
    Tensor max = hidden.max();
    assertEquals(Tensor.of(2.0, 4.0, 6.0), Backward.of(sum).keepGraph().run().of(x));
    assertEquals(Tensor.of(0.0, 0.0, 6.0), max.backward().of(x));
  }

  @Test
  void nothingIsComputedThatNobodyAsksFor() {
    ProbeOp left = new ProbeOp(2);
    ProbeOp right = new ProbeOp(3);
    Tensor a = Tensor.of(1.0).tracked();
    Tensor b = Tensor.of(1.0).tracked();
    Tensor y = left.of(a).mul(right.of(b)).sum();
    Gradients g = Backward.of(y).withRespectTo(a).run();
    assertEquals(Tensor.of(6.0), g.of(a));
    assertEquals(1, left.backwards);
    assertEquals(0, right.backwards);
    assertTrue(g.find(b).isEmpty());
  }

  @Test
  void intermediateResultsAreGivenOnRequest() {
    ProbeOp probe = new ProbeOp(2);
    Tensor hidden = probe.of(x);
    Tensor unused = x.exp();
    Tensor y = hidden.square().sum();
    Gradients g = Backward.of(y).withRespectTo(hidden, unused).run();
    assertEquals(Tensor.of(4.0, 8.0, 12.0), g.of(hidden));
    assertEquals(Tensor.zeros(DType.FLOAT64, Shape.of(3)), g.of(unused));
    assertEquals(0, probe.backwards);

    Tensor again = x.mul(2);
    Gradients both = Backward.of(again.square().sum()).alsoOf(again).run();
    assertEquals(Tensor.of(4.0, 8.0, 12.0), both.of(again));
    assertEquals(Tensor.of(8.0, 16.0, 24.0), both.of(x));

    Tensor forgotten = x.mul(2);
    Gradients without = forgotten.sum().backward();
    assertRefused(
        IllegalArgumentException.class,
        "[gradients] the gradient of an intermediate result was not kept: expected a parameter or"
            + " a tracked tensor, got the result of [scale-shift]. Hint: ask for it by"
            + " Backward.of(…).alsoOf(tensor).",
        () -> without.of(forgotten));
  }

  @Test
  void changedParametersAreDetected() {
    Parameter w = Parameter.of(Tensor.of(2.0));
    Tensor y = w.tensor().square().sum();
    w.set(Tensor.of(3.0));
    assertRefused(
        StaleTensorException.class,
        "[tensor] the value was overwritten after this tensor was read from its parameter:"
            + " expected an unchanged parameter, got an updated one. Hint: run backward before the"
            + " update, and read parameter.tensor() anew after it. Needed by the backward of"
            + " [square], input 0.",
        y::backward);
    // A sum does not read its operands again: the update does no harm.
    Tensor z = w.tensor().add(1).sum();
    w.set(Tensor.of(4.0));
    assertEquals(Tensor.of(1.0), z.backward().of(w));
  }

  @Test
  void partsOfOneTensorReceiveTheirGradients() {
    List<Tensor> parts = Shaping.split(x, 1, 0);
    Tensor y = parts.get(0).mul(10).add(parts.get(2)).sum();
    assertEquals(Tensor.of(10.0, 0.0, 1.0), y.backward().of(x));
  }
}
