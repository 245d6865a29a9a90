package org.gradus.layers.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.RowSum;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.contract.ModuleContract;
import org.gradus.layers.module.BuildException;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
  private static final Tensor ROWS = Tensor.of(new double[][] {{1, 2}, {3, 4}, {-6, 8}});
  private static final Tensor IDS = Tensor.of(new int[][] {{2, 0}, {0, 1}});

  private static Parameter built(Module module, Tensor rows) {
    module.build(IDS.shape(), Construction.of(DType.FLOAT64, RandomSource.of(1)));
    Parameter table = module.parameters().get("weight");
    table.set(rows);
    return table;
  }

  @Test
  void looksUpRows() {
    Embedding embedding = Embedding.of(3, 2);
    assertEquals(Shape.of(2, 2, 2), embedding.build(IDS.shape(), RandomSource.of(1)));
    embedding.parameters().get("weight").set(ROWS.cast(DType.FLOAT32));

    Tensor expected = Tensor.of(new float[] {-6, 8, 1, 2, 1, 2, 3, 4}, Shape.of(2, 2, 2));
    assertEquals(expected, embedding.forward(IDS));
    assertEquals(Tensor.of(3f, 4f), embedding.forward(Tensor.scalar(1)));
  }

  @Test
  void gradientsAddUpAndAreThoseOfTheRows() {
    Embedding embedding = Embedding.of(3, 2);
    Parameter table = built(embedding, ROWS);
    Tensor gradient = embedding.forward(IDS, Context.eval()).sum().backward().of(table);

    assertTrue(RowSum.in(gradient).isPresent());
    assertEquals(Tensor.of(new double[][] {{2, 2}, {1, 1}, {1, 1}}), gradient);
  }

  @Test
  void plainDescentChangesOnlyTheRowsLookedUp() {
    Embedding embedding = Embedding.of(100, 2);
    Parameter table = built(embedding, Tensor.ones(DType.FLOAT64, Shape.of(100, 2)));
    Optimizer optimizer = Optimizer.of(embedding.parameters(), 0.25, Sgd.plain());
    optimizer.step(embedding.forward(Tensor.of(7, 9, 7), Context.eval()).sum().backward());

    Tensor sums = table.tensor().sum(1);
    assertEquals(2 - 1, sums.get(7));
    assertEquals(2 - 0.5, sums.get(9));
    assertEquals(200 - 1.5, sums.sum().item());
  }

  @Test
  void paddingStartsAtZeroAndStaysThere() {
    Embedding embedding = Embedding.of(3, 2).withPadding(0);
    embedding.build(IDS.shape(), RandomSource.of(1));
    Parameter table = embedding.parameters().get("weight");

    assertEquals(Tensor.of(0f, 0f), table.tensor().detach().select(0, 0));
    assertTrue(table.tensor().detach().select(0, 1).abs().max().item() > 0);
    Tensor gradient = embedding.forward(IDS, Context.eval()).sum().backward().of(table);
    assertEquals(Tensor.of(new float[][] {{0, 0}, {1, 1}, {1, 1}}), gradient);
  }

  @Test
  void limitsNormsInPlaceInTrainingOnly() {
    Embedding embedding = Embedding.of(3, 2).withMaxNorm(new MaxNorm(5));
    Parameter table = built(embedding, ROWS);
    Tensor limited = Tensor.of(-3d, 4);

    Tensor evaluated = embedding.forward(Tensor.of(2), Context.eval());
    assertTrue(evaluated.detach().select(0, 0).isClose(limited, 1e-7, 0));
    assertEquals(ROWS, table.tensor().detach());
    embedding.forward(Tensor.of(2, 1), Context.train(RandomSource.of(1)));
    assertTrue(table.tensor().detach().select(0, 2).isClose(limited, 1e-7, 0));
    assertEquals(ROWS.slice(0, 0, 2), table.tensor().detach().slice(0, 0, 2));
  }

  @Test
  void gradientsCanBeAveraged() {
    Embedding embedding = Embedding.of(3, 2).withAveragedGradients();
    Parameter table = built(embedding, ROWS);
    Tensor upstream = Tensor.of(new double[] {1, 1, 3, 3, 5, 5, 7, 7}, Shape.of(2, 2, 2));
    Tensor y = embedding.forward(IDS, Context.eval()).mul(upstream);

    assertEquals(Tensor.of(new double[][] {{4, 4}, {7, 7}, {1, 1}}), y.sum().backward().of(table));
  }

  @Test
  void keepsItsContract() {
    ModuleContract.check(new Embedding.Config(5, 3), IDS);
    ModuleContract.check(Embedding.of(5, 3).withMaxNorm(new MaxNorm(100, 1)).config(), IDS);
  }

  @Test
  void refusesWhatIsNoIndex() {
    Embedding embedding = Embedding.of(3, 2);
    built(embedding, ROWS);

    IndexOutOfBoundsException outside =
        assertThrows(IndexOutOfBoundsException.class, () -> embedding.forward(Tensor.of(0, 3)));
    assertEquals(
        "[take] an index is out of range: expected 0 to 2, got 3 at position 1 of the indices.",
        outside.getMessage());
    DTypeException type =
        assertThrows(DTypeException.class, () -> embedding.forward(Tensor.of(1f)));
    assertEquals(
        "[lookup] wrong element type: expected INT32 indices (cast converts), got FLOAT32.",
        type.getMessage());
    BuildException early =
        assertThrows(BuildException.class, () -> Embedding.of(3, 2).forward(Tensor.of(1)));
    assertEquals(
        "[embedding] the module has no parameters yet: expected build(inputShape, random) first,"
            + " got a forward pass.",
        early.getMessage());
  }

  @Test
  void refusesBadSettings() {
    IllegalArgumentException size =
        assertThrows(IllegalArgumentException.class, () -> Embedding.of(0, 2));
    assertEquals(
        "[embedding] entries is out of range: expected at least 1, got 0.", size.getMessage());
    IllegalArgumentException padding =
        assertThrows(IllegalArgumentException.class, () -> Embedding.of(3, 2).withPadding(3));
    assertEquals(
        "[embedding] padding is out of range: expected an entry below 3, got 3.",
        padding.getMessage());
    IllegalArgumentException norm =
        assertThrows(IllegalArgumentException.class, () -> new MaxNorm(0));
    assertEquals(
        "[max-norm] maximum is out of range: expected a finite number above 0, got 0.0.",
        norm.getMessage());
  }
}
