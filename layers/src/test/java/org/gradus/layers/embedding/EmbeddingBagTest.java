package org.gradus.layers.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.contract.ModuleContract;
import org.gradus.layers.embedding.EmbeddingBag.Mode;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.junit.jupiter.api.Test;

class EmbeddingBagTest {
  private static final Tensor BAGS = Tensor.of(new int[][] {{2, 0}, {0, 1}});

  private static EmbeddingBag built(EmbeddingBag bag) {
    bag.build(BAGS.shape(), Construction.of(DType.FLOAT64, RandomSource.of(1)));
    bag.parameters().get("weight").set(Tensor.of(new double[][] {{1, 2}, {3, -4}, {-6, 8}}));
    return bag;
  }

  @Test
  void takesSumsMeansAndMaxima() {
    assertEquals(
        Tensor.of(new double[][] {{-5, 10}, {4, -2}}),
        built(EmbeddingBag.of(3, 2).taking(Mode.SUM)).forward(BAGS));
    assertEquals(
        Tensor.of(new double[][] {{-2.5, 5}, {2, -1}}), built(EmbeddingBag.of(3, 2)).forward(BAGS));
    assertEquals(
        Tensor.of(new double[][] {{1, 8}, {3, 2}}),
        built(EmbeddingBag.of(3, 2).taking(Mode.MAX)).forward(BAGS));
  }

  @Test
  void bagsMayBeOfAnySizeAndEmpty() {
    for (Mode mode : Mode.values()) {
      EmbeddingBag bag = built(EmbeddingBag.of(3, 2).taking(mode));
      Tensor y = bag.forward(Tensor.of(1, 2), Tensor.of(0, 1, 1, 2), Context.eval());
      assertEquals(
          Tensor.of(new double[][] {{3, -4}, {0, 0}, {-6, 8}, {0, 0}}), y.detach(), mode::name);
      Tensor none = bag.forward(Tensor.of(new int[0]), Tensor.of(0, 0), Context.eval());
      assertEquals(Tensor.zeros(DType.FLOAT64, Shape.of(2, 2)), none.detach(), mode::name);
    }
  }

  @Test
  void paddingCountsForNothing() {
    EmbeddingBag bag = built(EmbeddingBag.of(3, 2).withPadding(0));
    Parameter table = bag.parameters().get("weight");
    Tensor y = bag.forward(BAGS, Context.eval());

    assertEquals(Tensor.of(new double[][] {{-6, 8}, {3, -4}}), y.detach());
    assertEquals(Tensor.of(new double[][] {{0, 0}, {1, 1}, {1, 1}}), y.sum().backward().of(table));
  }

  @Test
  void notANumberIsTheLargest() {
    EmbeddingBag bag = built(EmbeddingBag.of(3, 2).taking(Mode.MAX));
    double nan = Double.NaN;
    bag.parameters().get("weight").set(Tensor.of(new double[][] {{1, nan}, {nan, -4}, {-6, 8}}));

    assertEquals(
        Tensor.of(new double[][] {{nan, nan}, {nan, nan}, {1, nan}}),
        bag.forward(Tensor.of(new int[][] {{0, 1}, {1, 0}, {0, 2}})).detach());
  }

  @Test
  void keepsItsContract() {
    for (Mode mode : Mode.values()) {
      ModuleContract.check(EmbeddingBag.of(4, 3).taking(mode).config(), BAGS);
    }
  }

  @Test
  void refusesOffsetsThatAreNone() {
    EmbeddingBag bag = built(EmbeddingBag.of(3, 2));
    Tensor ids = Tensor.of(0, 1, 2);

    assertRefused("offset 0 is out of range: expected 0, got 1.", bag, ids, Tensor.of(1, 2));
    assertRefused(
        "offset 2 is out of range: expected a number from 2 to 3, got 1.",
        bag,
        ids,
        Tensor.of(0, 2, 1));
    assertRefused(
        "offset 1 is out of range: expected a number from 0 to 3, got 4.",
        bag,
        ids,
        Tensor.of(0, 4));
    assertRefused(
        "the indices are in no bag: expected offsets that begin with 0, got none for 3 indices.",
        bag,
        ids,
        Tensor.of(new int[0]));
    ShapeException flat = assertThrows(ShapeException.class, () -> bag.forward(ids));
    assertEquals(
        "[embedding-bag] the input does not fit: expected (N, L), got (3).", flat.getMessage());
  }

  private static void assertRefused(String message, EmbeddingBag bag, Tensor ids, Tensor offsets) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> bag.forward(ids, offsets, Context.eval()));
    assertEquals("[embedding-bag] " + message, e.getMessage());
  }
}
