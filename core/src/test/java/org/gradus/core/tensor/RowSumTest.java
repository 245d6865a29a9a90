package org.gradus.core.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.gradus.core.indexing.Indexing;
import org.junit.jupiter.api.Test;

class RowSumTest {
  private static final Tensor INDEX = Tensor.of(3, 1, 3);
  private static final Tensor ROWS = Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}});
  private static final Tensor DENSE = Tensor.of(new float[][] {{0, 0}, {3, 4}, {0, 0}, {6, 8}});

  private static Tensor sum() {
    return RowSum.of(INDEX, ROWS, Shape.of(4, 2));
  }

  @Test
  void isAnOrdinaryTensorToEverybody() {
    assertEquals(DENSE, sum());
    assertEquals(DENSE.mul(2), sum().mul(2));
    assertEquals(DENSE.reshape(2, 4), sum().reshape(2, 4));
  }

  @Test
  void hasItsDistinctRowsAddedUp() {
    RowSum.Distinct distinct = RowSum.in(sum()).orElseThrow().distinct();
    assertArrayEquals(new int[] {1, 3}, distinct.indices());
    assertEquals(Tensor.of(new float[][] {{3, 4}, {6, 8}}), distinct.values());
  }

  @Test
  void aPartOrAnotherShapeIsNone() {
    assertTrue(RowSum.in(sum().detach()).isPresent());
    assertFalse(RowSum.in(sum().reshape(8)).isPresent());
    assertFalse(RowSum.in(sum().slice(0, 1, 4)).isPresent());
    assertFalse(RowSum.in(DENSE).isPresent());
  }

  @Test
  void sumsOfSeveralLookupsStayRows() {
    Parameter table = Parameter.of(Tensor.ones(4, 2));
    Tensor twice =
        Indexing.take(table.tensor(), INDEX, 0)
            .mul(ROWS)
            .sum()
            .add(Indexing.take(table.tensor(), Tensor.of(0), 0).sum());
    Tensor gradient = twice.backward().of(table);

    assertArrayEquals(new int[] {0, 1, 3}, RowSum.in(gradient).orElseThrow().distinct().indices());
    assertEquals(Tensor.of(new float[][] {{1, 1}, {3, 4}, {0, 0}, {6, 8}}), gradient);
  }

  @Test
  void tiedTablesAddRowsToTheWhole() {
    Parameter table = Parameter.of(Tensor.ones(4, 2));
    Tensor rows = Indexing.take(table.tensor(), INDEX, 0).mul(ROWS).sum();
    Tensor whole = table.tensor().mul(Tensor.of(10f, 20f)).sum();
    Tensor expected = DENSE.add(Tensor.of(10f, 20f));

    assertEquals(expected, rows.add(whole).backward().of(table));
    assertEquals(
        expected.add(DENSE),
        whole(table).add(lookup(table)).add(lookup(table)).backward().of(table));
    assertEquals(
        expected.add(DENSE),
        lookup(table).add(whole(table)).add(lookup(table)).backward().of(table));
  }

  private static Tensor whole(Parameter table) {
    return table.tensor().mul(Tensor.of(10f, 20f)).sum();
  }

  private static Tensor lookup(Parameter table) {
    return Indexing.take(table.tensor(), INDEX, 0).mul(ROWS).sum();
  }

  @Test
  void keptRowsOutliveTheStep() {
    Parameter table = Parameter.of(Tensor.ones(4, 2));
    Tensor kept =
        new Workspace()
            .step(
                () -> {
                  Tensor twice = lookup(table).add(lookup(table));
                  return Workspace.keep(twice.backward().of(table));
                });

    assertEquals(
        Tensor.of(new float[][] {{6, 8}, {12, 16}}),
        RowSum.in(kept).orElseThrow().distinct().values());
    assertEquals(DENSE.mul(2), kept);
  }

  @Test
  void rowsThatWereRecycledAreNotRead() {
    Parameter table = Parameter.of(Tensor.ones(4, 2));
    Tensor[] gradient = new Tensor[1];
    new Workspace().step(() -> gradient[0] = lookup(table).backward().of(table));
    assertThrows(StaleTensorException.class, gradient[0]::toFloats);
  }
}
