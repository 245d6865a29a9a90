package org.gradus.layers.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.NonFiniteException;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.linear.Linear;
import org.junit.jupiter.api.Test;

class ContextTest {
  private static final Context CONTEXT = Context.eval();

  @Test
  void samplingIsEvaluationWithRandomNumbers() {
    RandomSource random = RandomSource.of(1);
    assertFalse(Context.sampling(random).isTraining());
    assertTrue(Context.sampling(random).isRandom());
    assertSame(random, Context.sampling(random).random());
  }

  @Test
  void trainingHasRandomNumbersAndEvaluationHasNot() {
    RandomSource random = RandomSource.of(1);
    assertTrue(Context.train(random).isTraining());
    assertSame(random, Context.train(random).random());

    assertTrue(Context.train(random).isRandom());

    assertFalse(CONTEXT.isTraining());
    assertFalse(CONTEXT.isRandom());
    assertEquals(Optional.empty(), CONTEXT.randomIfAny());
    IllegalStateException thrown = assertThrows(IllegalStateException.class, CONTEXT::random);
    assertEquals(
        "[context] a module asks for random numbers: expected Context.train(source), got"
            + " Context.eval().",
        thrown.getMessage());
    Module dropout =
        new Module() {
          @Override
          public Config config() {
            return new Relu();
          }

          @Override
          public Shape build(Shape input, Construction construction) {
            return input;
          }

          @Override
          public Tensor forward(Tensor x, Context context) {
            return x.mul(context.random().nextDouble());
          }
        };
    thrown =
        assertThrows(
            IllegalStateException.class,
            () -> Sequential.of(new Relu(), dropout).forward(Tensor.ones(1)));
    assertEquals(
        "[context] a module asks for random numbers: expected Context.train(source), got"
            + " Context.eval(). At 1.",
        thrown.getMessage());
  }

  @Test
  void pathsGrowOnTheWayIn() {
    List<String> paths = new ArrayList<>();
    Context listened =
        CONTEXT.withListener((path, module, x, y) -> paths.add(path + " " + y.shape()));
    Module inner = Sequential.of(new Relu());
    Sequential.of(new Relu(), inner).forward(Tensor.ones(2), listened);

    assertEquals(List.of("0 (2)", "1/0 (2)", "1 (2)"), paths);
  }

  @Test
  void inferenceRecordsNothing() {
    Linear linear = Linear.of(2, 1);
    linear.build(Shape.of(1, 2), RandomSource.of(1));

    assertFalse(linear.forward(Tensor.ones(1, 2)).isTracked());
    assertTrue(linear.forward(Tensor.ones(1, 2), CONTEXT).isTracked());
  }

  @Test
  void tracesNumbersThatAreNotFiniteToTheirModule() {
    Sequential model = Sequential.of(new Relu(), Sequential.of(Linear.of(1).withoutBias()));
    model.build(Shape.of(1, 1), RandomSource.of(1));
    Parameter weight = model.parameters().get("1/0/weight");
    weight.set(Tensor.full(weight.dtype(), weight.shape(), Float.MAX_VALUE));

    NonFiniteException thrown =
        assertThrows(
            NonFiniteException.class,
            () -> Autograd.traceNonFinite(() -> model.forward(Tensor.of(new float[][] {{10}}))));
    assertTrue(thrown.getMessage().contains("1/0"), thrown.getMessage());
  }
}
