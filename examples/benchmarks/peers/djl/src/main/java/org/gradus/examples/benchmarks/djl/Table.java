package org.gradus.examples.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/** A learned table of vectors: of characters, or of positions. DJL's want a vocabulary of words. */
final class Table extends AbstractBlock {
  private final Parameter vectors;
  private final int width;
  private final boolean ofPositions;

  private Table(int entries, int width, boolean ofPositions) {
    this.width = width;
    this.ofPositions = ofPositions;
    vectors =
        addParameter(
            Parameter.builder()
                .setName("vectors")
                .setType(Parameter.Type.WEIGHT)
                .optShape(new Shape(entries, width))
                .build());
  }

  /** Returns the block that looks the vectors of numbers up. */
  static Table embedding(int entries, int width) {
    return new Table(entries, width, false);
  }

  /** Returns the block that adds to each step of a sequence the vector of its position. */
  static Table positions(int steps, int width) {
    return new Table(steps, width, true);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> settings) {
    NDArray x = inputs.singletonOrThrow();
    NDArray table = store.getValue(vectors, x.getDevice(), training);
    return ofPositions
        ? new NDList(x.add(table))
        : Embedding.embedding(x, table, SparseFormat.DENSE);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return ofPositions ? inputs : new Shape[] {inputs[0].add(width)};
  }
}
