package org.gradus.layers.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradus.core.random.RandomSource;
import org.gradus.core.recurrent.SequenceLayout;
import org.gradus.core.recurrent.Traversal;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.contract.ModuleContract;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.module.BuildException;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CellsTest {
  private static final Map<String, RecurrentCell> CELLS = new LinkedHashMap<>();

  static {
    CELLS.put("tanh", Elman.of(3));
    CELLS.put("relu", Elman.of(3).with(Nonlinearity.RELU));
    CELLS.put("without bias", Elman.of(3).with(CellStart.pytorch(3).withoutBias()));
    CELLS.put("lstm", Lstm.of(3));
    CELLS.put(
        "lstm with everything", Lstm.of(3).withPeepholes().withProjection(2).withForgetBias(1));
    CELLS.put("lstm with peepholes", Lstm.of(3).withPeepholes());
    CELLS.put("lstm without bias", Lstm.of(3).with(CellStart.pytorch(3).withoutBias()));
    CELLS.put("gru", Gru.of(3));
    CELLS.put("gru that resets before", Gru.of(3).withResetBefore());
    CELLS.put("gru without bias", Gru.of(3).with(CellStart.pytorch(3).withoutBias()));
  }

  private static <M extends Module> M built(M module, int... input) {
    module.build(Shape.of(input), Construction.of(DType.FLOAT64, RandomSource.of(1)));
    return module;
  }

  private static Tensor normal(int... sizes) {
    double[] values = new double[Shape.of(sizes).elements()];
    RandomSource.of(2).fillGaussian(values, 0, values.length);
    return Tensor.of(values, Shape.of(sizes));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @TestFactory
  Stream<DynamicTest> cellsAndTheirLayersKeepTheContract() {
    List<DynamicTest> tests = new ArrayList<>();
    CELLS.forEach(
        (name, cell) -> {
          tests.add(dynamicTest(name, () -> ModuleContract.check(cell.config(), Shape.of(2, 4))));
          Recurrent.Config layer =
              new Recurrent.Config(
                  cell.config(), 2, true, SequenceLayout.NTC, 0.25, true, Optional.empty());
          tests.add(
              dynamicTest(
                  name + " in layers", () -> ModuleContract.check(layer, Shape.of(2, 3, 2))));
        });
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> wholeSequencesGiveWhatSingleStepsGive() {
    return CELLS.entrySet().stream()
        .map(entry -> dynamicTest(entry.getKey(), () -> compareSteps(entry.getValue().fresh())));
  }

  private static void compareSteps(RecurrentCell cell) {
    built(cell, 2, 4);
    Tensor x = normal(2, 5, 4);
    RecurrentState initial =
        cell.initialState(2, DType.FLOAT64).map(zero -> normal(zero.shape().toArray()));
    for (Traversal traversal :
        List.of(
            Traversal.of(SequenceLayout.NTC),
            Traversal.of(SequenceLayout.NTC).reversed().withLengths(Tensor.of(5, 3)))) {
      RecurrentResult whole = cell.run(x, initial, traversal, Context.eval());
      RecurrentResult steps = StepByStep.run(cell, x, initial, traversal, Context.eval());

      assertTrue(whole.output().isClose(steps.output(), 1e-12, 1e-12));
      whole
          .state()
          .parts()
          .forEach(
              (part, value) -> assertTrue(value.isClose(steps.state().get(part), 1e-12, 1e-12)));
    }
  }

  /** By the formulas, with all weights and biases 0.5, x = 1, h = 0.2 and c = −0.4. */
  @Test
  void lstmLooksAtItsCellsThroughPeepholes() {
    CellStart half =
        new CellStart(new Constant(0.5), new Constant(0.5), Optional.of(new Constant(0.5)));
    Lstm lstm = built(Lstm.of(1).withPeepholes().with(half), 1, 1);
    Tensor one = Tensor.ones(DType.FLOAT64, Shape.of(1, 1));
    RecurrentResult result =
        lstm.forward(one, RecurrentState.of("h", one.mul(0.2), "c", one.mul(-0.4)), Context.eval());

    double sum = 0.5 * 1 + 0.5 + 0.5 * 0.2 + 0.5;
    double gate = sigmoid(sum + 0.5 * -0.4);
    double c = gate * -0.4 + gate * Math.tanh(sum);
    double h = sigmoid(sum + 0.5 * c) * Math.tanh(c);
    assertEquals(c, result.state().get("c").item(), 1e-14);
    assertEquals(h, result.output().item(), 1e-14);
    assertEquals(result.output(), result.state().get("h"));
  }

  /** By the formulas of Cho et al., with all weights and biases 0.5, x = 1 and h = 0.2. */
  @Test
  void gruResetsBeforeTheProductIfAskedTo() {
    CellStart half =
        new CellStart(new Constant(0.5), new Constant(0.5), Optional.of(new Constant(0.5)));
    Tensor one = Tensor.ones(DType.FLOAT64, Shape.of(1, 1));
    RecurrentState state = RecurrentState.of("h", one.mul(0.2));
    Tensor before =
        built(Gru.of(1).withResetBefore().with(half), 1, 1)
            .forward(one, state, Context.eval())
            .output();
    Tensor after = built(Gru.of(1).with(half), 1, 1).forward(one, state, Context.eval()).output();

    double gate = sigmoid(0.5 + 0.5 + 0.5 * 0.2 + 0.5);
    double nBefore = Math.tanh(0.5 + 0.5 + 0.5 * (gate * 0.2) + 0.5);
    double nAfter = Math.tanh(0.5 + 0.5 + gate * (0.5 * 0.2 + 0.5));
    assertEquals((1 - gate) * nBefore + gate * 0.2, before.item(), 1e-14);
    assertEquals((1 - gate) * nAfter + gate * 0.2, after.item(), 1e-14);
  }

  @Test
  void forgetGatesStartOpen() {
    Lstm lstm = built(Lstm.of(2).withForgetBias(1.5), 1, 3);
    Tensor sum =
        lstm.parameters()
            .get("input-bias")
            .tensor()
            .add(lstm.parameters().get("recurrent-bias").tensor());

    assertEquals(Tensor.of(1.5, 1.5), sum.slice(0, 2, 4));
    assertTrue(sum.slice(0, 0, 2).abs().max().item() < 2 / Math.sqrt(2));
  }

  @Test
  void cellsStartAsPytorchDoes() {
    for (RecurrentCell cell : List.of(Elman.of(16), Lstm.of(16), Gru.of(16))) {
      built(cell, 1, 4)
          .parameters()
          .values()
          .forEach(
              parameter -> {
                double largest = parameter.tensor().abs().max().item();
                assertTrue(largest <= 0.25 && largest > 0.2, "1/√16 bounds " + largest);
              });
    }
  }

  @Test
  void refusesSizesOutOfRange() {
    assertEquals(
        "[gru] hidden is out of range: expected at least 1, got 0.",
        assertThrows(IllegalArgumentException.class, () -> Gru.of(0)).getMessage());
    Lstm lstm = Lstm.of(4);
    assertEquals(
        "[lstm] projection is out of range: expected at least 1 and below 4, got 4.",
        assertThrows(IllegalArgumentException.class, () -> lstm.withProjection(4)).getMessage());
    Lstm unbiased = lstm.with(CellStart.pytorch(4).withoutBias());
    assertEquals(
        "[lstm] a forget bias needs biases: expected a start with them, got one without.",
        assertThrows(IllegalArgumentException.class, () -> unbiased.withForgetBias(1))
            .getMessage());
  }

  @Test
  void saysThatItIsNotBuiltOrBuiltBefore() {
    Elman elman = Elman.of(2);
    Tensor x = Tensor.zeros(1, 3);
    assertEquals(
        "[elman] the module has no parameters yet: expected build(inputShape, random) first, got a"
            + " forward pass.",
        assertThrows(BuildException.class, () -> elman.forward(x)).getMessage());
    elman.build(x.shape(), RandomSource.of(1));
    Shape shape = x.shape();
    RandomSource random = RandomSource.of(1);
    assertThrows(BuildException.class, () -> elman.build(shape, random));
    Tensor wide = Tensor.zeros(1, 4);
    assertThrows(ShapeException.class, () -> elman.forward(wide));
  }
}
