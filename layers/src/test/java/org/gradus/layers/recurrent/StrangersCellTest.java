package org.gradus.layers.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.recurrent.SequenceLayout;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.contract.ModuleContract;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.ModuleProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** What a cell that has only {@code build} and {@code step} gets from the recurrent layer. */
class StrangersCellTest {
  private static final LeakyCell.Config CELL = new LeakyCell.Config(3, 0.3);

  private static Recurrent.Config stack(SequenceLayout layout, boolean skipConnections) {
    return new Recurrent.Config(CELL, 2, true, layout, 0.5, skipConnections, Optional.empty());
  }

  private static Tensor random(int... sizes) {
    Shape shape = Shape.of(sizes);
    double[] values = new double[shape.elements()];
    RandomSource.of(7).fillGaussian(values, 0, values.length);
    return Tensor.of(values, shape);
  }

  private static Recurrent built(Recurrent recurrent, Tensor x) {
    recurrent.build(x.shape(), Construction.of(DType.FLOAT64, RandomSource.of(1)));
    return recurrent;
  }

  @Test
  void keepsTheContractAloneAndInStacks() {
    ModuleContract.check(CELL, Shape.of(2, 4));
    ModuleContract.check(stack(SequenceLayout.NTC, false), Shape.of(2, 3, 2));
    ModuleContract.check(stack(SequenceLayout.NTC, true), Shape.of(2, 3, 2));
  }

  @Test
  void isMadeFromJson() {
    String json =
        "{\"type\":\"recurrent\",\"config\":{\"cell\":{\"type\":\"stranger:leaky\",\"config\":"
            + "{\"size\":3,\"leak\":0.3}},\"layers\":2,\"bidirectional\":true}}";
    Module module = Plugins.load().kind(ModuleProvider.class).createFromJson(json);

    assertEquals(
        Recurrent.of(new LeakyCell(CELL)).withLayers(2).bidirectional().config(), module.config());
  }

  @Test
  void givesTheSameInBothLayouts() {
    Tensor x = random(2, 5, 4);
    Recurrent batchFirst = built(Recurrent.of(new LeakyCell(CELL)).bidirectional(), x);
    Recurrent timeFirst =
        built(
            Recurrent.of(new LeakyCell(CELL)).bidirectional().withLayout(SequenceLayout.TNC),
            x.transpose(0, 1));

    assertEquals(batchFirst.forward(x), timeFirst.forward(x.transpose(0, 1)).transpose(0, 1));
  }

  @Test
  void takesSamplesOfDifferentLengthsAsIfEachWereAlone() {
    Tensor x = random(3, 5, 4);
    int[] lengths = {5, 2, 3};
    Recurrent recurrent = built(Recurrent.of(new LeakyCell(CELL)).withLayers(2).bidirectional(), x);
    RecurrentResult padded = recurrent.forward(x, Tensor.of(lengths), Context.eval());

    for (int i = 0; i < lengths.length; i++) {
      Tensor alone = x.slice(0, i, i + 1).slice(1, 0, lengths[i]);
      RecurrentResult expected =
          recurrent.forward(alone, recurrent.initialState(1, DType.FLOAT64), Context.eval());
      Tensor rest = Tensor.zeros(DType.FLOAT64, Shape.of(1, 5 - lengths[i], 6));
      assertTrue(
          Shaping.concatenate(1, expected.output(), rest)
              .isClose(padded.output().slice(0, i, i + 1), 1e-12, 1e-12));
      for (String part : expected.state().parts().keySet()) {
        assertTrue(
            expected
                .state()
                .get(part)
                .isClose(padded.state().get(part).slice(1, i, i + 1), 1e-12, 1e-12));
      }
    }
  }

  @Test
  void goesOnFromAState() {
    Tensor x = random(2, 6, 4);
    Recurrent recurrent = built(Recurrent.of(new LeakyCell(CELL)).withLayers(2), x);
    Tensor whole = recurrent.forward(x);
    RecurrentResult first =
        recurrent.forward(
            x.slice(1, 0, 4), recurrent.initialState(2, DType.FLOAT64), Context.eval());
    RecurrentResult second =
        recurrent.forward(x.slice(1, 4, 6), first.state().detach(), Context.eval());

    assertTrue(
        Shaping.concatenate(1, first.output(), second.output()).isClose(whole, 1e-12, 1e-12));
  }

  @Test
  void stopsGradientsWhereTheStateIsDetached() {
    Tensor x = random(1, 6, 4).tracked();
    Recurrent recurrent = built(Recurrent.of(new LeakyCell(CELL)).withTruncation(2), x);
    Tensor last = recurrent.forward(x, Context.eval()).select(1, 5);
    Tensor gradient = last.sum().backward().of(x);

    assertEquals(Tensor.zeros(DType.FLOAT64, Shape.of(1, 4, 4)), gradient.slice(1, 0, 4));
    assertTrue(gradient.slice(1, 4, 5).abs().max().item() > 0.01);
  }

  private static RecurrentState state(int batch) {
    return RecurrentState.of("h", random(batch, 3), "s", random(batch, 3));
  }

  private static void assertRefused(String message, Executable step) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, step);
    assertEquals(message, e.getMessage());
  }

  @Test
  void stepsRefuseWhatDoesNotFit() {
    LeakyCell cell = new LeakyCell(CELL);
    cell.build(Shape.of(2, 4), Construction.of(DType.FLOAT64, RandomSource.of(1)));
    Context context = Context.eval();

    assertRefused(
        "[recurrent] not the input of one step of a batch: expected (N, C), got (1, 5, 4).",
        () -> cell.forward(random(1, 5, 4)));
    assertRefused(
        "[recurrent] not the input of one step of a batch: expected (N, C), got (4).",
        () -> cell.forward(random(4), state(1), context));
    assertRefused(
        "[recurrent] part h of the state does not fit: expected (N, features) = (2, 3), got (1,"
            + " 3).",
        () -> cell.forward(random(2, 4), state(1), context));
    assertRefused(
        "[recurrent] the state has other parts: expected h, s, got h.",
        () -> cell.forward(random(2, 4), RecurrentState.of("h", random(2, 3)), context));
  }

  @Test
  void whatDoesNotFitIsSaidToBeWhereItIs() {
    LeakyCell cell = new LeakyCell(CELL);
    cell.build(Shape.of(2, 4), Construction.of(DType.FLOAT64, RandomSource.of(1)));

    assertRefused(
        "[recurrent] part h of the state does not fit: expected (N, features) = (2, 3), got (1, 3)."
            + " At decoder.",
        () ->
            Context.eval()
                .forward(
                    "decoder",
                    cell,
                    random(2, 4),
                    inner -> cell.forward(random(2, 4), state(1), inner),
                    RecurrentResult::output));
  }

  @Test
  void layersTakeNoCellThatIsBuilt() {
    LeakyCell cell = new LeakyCell(CELL);
    cell.build(Shape.of(2, 4), Construction.of(DType.FLOAT64, RandomSource.of(1)));

    assertRefused(
        "[recurrent] the cell is built: expected one without parameters, got w, u. Hint: build the"
            + " layer, which makes cells like this one.",
        () -> Recurrent.of(cell));
  }

  @Test
  void statesNameThePartThatIsMissing() {
    NoSuchElementException e = assertThrows(NoSuchElementException.class, () -> state(2).get("c"));
    assertEquals("[recurrent state] a part is missing: expected c, got h, s.", e.getMessage());
  }

  @TestFactory
  Stream<DynamicTest> paddingOfNanLeavesGradientsAlone() {
    return Stream.of(
            Elman.of(3),
            Lstm.of(3),
            Lstm.of(3).withProjection(2),
            Gru.of(3),
            Gru.of(3).withResetBefore(),
            new LeakyCell(CELL))
        .flatMap(
            cell ->
                Stream.of(SequenceLayout.values())
                    .map(
                        layout ->
                            dynamicTest(
                                cell.config() + " " + layout, () -> compareNan(cell, layout))));
  }

  private static void compareNan(RecurrentCell cell, SequenceLayout layout) {
    Recurrent recurrent =
        Recurrent.of(cell)
            .withLayers(2)
            .bidirectional()
            .withSkipConnections()
            .withTruncation(3)
            .withLayout(layout);
    Tensor zeros = padded(0);
    Tensor nan = padded(Double.NaN);
    boolean batchFirst = layout == SequenceLayout.NTC;
    Tensor clean = (batchFirst ? zeros : zeros.transpose(0, 1)).copy().tracked();
    Tensor poisoned = (batchFirst ? nan : nan.transpose(0, 1)).copy().tracked();
    built(recurrent, clean);

    Gradients expected = gradients(recurrent, clean);
    Gradients actual = gradients(recurrent, poisoned);

    assertEquals(expected.of(clean), actual.of(poisoned));
    recurrent.parameters().forEach((path, p) -> assertEquals(expected.of(p), actual.of(p), path));
    assertTrue(Double.isFinite(actual.of(poisoned).sum().item()));
  }

  /** Returns sequences of 5, 2 and 3 steps with a number at the padding. */
  private static Tensor padded(double padding) {
    int[] lengths = {5, 2, 3};
    double[] values = random(3, 5, 4).toDoubles();
    for (int i = 0; i < lengths.length; i++) {
      Arrays.fill(values, (i * 5 + lengths[i]) * 4, (i + 1) * 5 * 4, padding);
    }
    return Tensor.of(values, Shape.of(3, 5, 4));
  }

  private static Gradients gradients(Recurrent recurrent, Tensor x) {
    RecurrentResult result = recurrent.forward(x, Tensor.of(5, 2, 3), Context.eval());
    return result.output().square().sum().add(result.state().get("h").sum()).backward();
  }
}
