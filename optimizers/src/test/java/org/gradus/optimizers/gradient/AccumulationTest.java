package org.gradus.optimizers.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.RowSum;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Workspace;
import org.gradus.layers.activation.Tanh;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.losses.regression.MeanSquaredError;

class AccumulationTest {
  private static Tensor gaussian(RandomSource random, int... sizes) {
    double[] values = new double[Shape.of(sizes).elements()];
    random.fillGaussian(values, 0, values.length);
    return Tensor.of(values, Shape.of(sizes));
  }

  @Property(tries = 50)
  void isTheGradientOfTheBigBatch(
      @ForAll @IntRange(min = 2, max = 20) int examples,
      @ForAll @IntRange(min = 1, max = 20) int part,
      @ForAll long seed) {
    RandomSource random = RandomSource.of(seed);
    Module model = Sequential.of(Linear.of(5), new Tanh(), Linear.of(2));
    Construction.of(DType.FLOAT64, random).build(model, Shape.of(1, 3));
    Tensor x = gaussian(random, examples, 3);
    Tensor y = gaussian(random, examples, 2);
    Collection<Parameter> parameters = model.parameters().values();
    Gradients whole = gradients(model, x, y);

    Accumulation accumulation = new Accumulation(parameters);
    Workspace workspace = new Workspace();
    for (int from = 0; from < examples; from += part) {
      int begin = from;
      int end = Math.min(examples, from + part);
      workspace.step(
          () ->
              accumulation.add(
                  gradients(model, x.slice(0, begin, end), y.slice(0, begin, end)), end - begin));
    }
    Gradients total = accumulation.mean();
    for (Parameter parameter : parameters) {
      Tensor expected = whole.of(parameter);
      assertTrue(
          total.of(parameter).isClose(expected, 1e-12, 1e-13),
          () -> total.of(parameter) + " instead of " + expected);
    }
  }

  @Example
  void tiedWeightsCountOnce() {
    Parameter tied = Parameter.of(Tensor.of(3.0));
    Accumulation accumulation = new Accumulation(List.of(tied, tied));
    for (int part = 0; part < 2; part++) {
      accumulation.add(tied.tensor().square().sum().backward(), 0.5);
    }
    assertEquals(Tensor.of(6.0), accumulation.total().of(tied));
  }

  private static Gradients gradients(Module model, Tensor x, Tensor y) {
    Tensor prediction = model.forward(x, Context.train(RandomSource.of(0)));
    return new MeanSquaredError().of(prediction, y).backward();
  }

  @Example
  void keepsRowsThatWereLookedUp() {
    Parameter table = Parameter.of(Tensor.zeros(DType.FLOAT64, Shape.of(100, 2)));
    Accumulation accumulation = new Accumulation(List.of(table));
    Workspace workspace = new Workspace();
    int[][] lookups = {{3, 5}, {5, 7}};
    for (int[] rows : lookups) {
      workspace.step(() -> accumulation.add(lookup(table, rows), 0.5));
    }
    Tensor sum = accumulation.total().of(table);
    RowSum rows = RowSum.in(sum).orElseThrow();
    assertEquals(4, rows.count());
    assertEquals(
        Tensor.of(new double[][] {{0.5, 0.5}, {1, 1}, {0.5, 0.5}}), rows.distinct().values());
    assertEquals(1, sum.get(5, 0));
    assertEquals(0, sum.get(0, 0));
  }

  private static Gradients lookup(Parameter table, int... rows) {
    return Indexing.lookup(table.tensor(), Tensor.of(rows), -1, false).sum().backward();
  }

  @Example
  void whatWeighsNothingCountsNothing() {
    Parameter parameter = Parameter.of(Tensor.of(2d));
    Accumulation accumulation = new Accumulation(List.of(parameter));
    accumulation.add(parameter.tensor().mul(Double.NaN).sum().backward(), 0);
    assertTrue(accumulation.mean().find(parameter).isEmpty());
    accumulation.add(parameter.tensor().mul(Double.NaN).sum().backward(), 0);
    accumulation.add(parameter.tensor().mul(3).sum().backward(), 2);
    accumulation.add(parameter.tensor().mul(8).sum().backward(), 0.5);
    assertEquals(Tensor.of(4d), accumulation.mean().of(parameter));
    assertEquals(
        "[accumulation] there is no sum: expected gradients to be added first, got none.",
        assertThrows(IllegalStateException.class, accumulation::mean).getMessage());
  }

  @Example
  void beginsAnewAfterATotal() {
    Parameter parameter = Parameter.of(Tensor.of(1d));
    Parameter other = Parameter.of(Tensor.of(1d));
    Accumulation accumulation = new Accumulation(List.of(parameter, other));
    accumulation.add(parameter.tensor().mul(3).sum().backward());
    assertEquals(Tensor.of(3d), accumulation.total().of(parameter));
    accumulation.add(parameter.tensor().mul(4).sum().backward(), -1);
    Gradients total = accumulation.total();
    assertEquals(Tensor.of(-4d), total.of(parameter));
    assertTrue(total.find(other).isEmpty());
    IllegalStateException refused = assertThrows(IllegalStateException.class, accumulation::total);
    assertEquals(
        "[accumulation] there is no sum: expected gradients to be added first, got none.",
        refused.getMessage());
    Gradients more = parameter.tensor().sum().backward();
    assertEquals(
        "[accumulation] weight is out of range: expected a finite number, got NaN.",
        assertThrows(IllegalArgumentException.class, () -> accumulation.add(more, Double.NaN))
            .getMessage());
  }
}
