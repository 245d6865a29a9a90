package org.gradus.core.indexing;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.Op;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * As {@link Take} along the first axis, with a gradient of its own: none for one of the rows, or
 * each divided by how often its row was looked up.
 */
final class Lookup extends Op {
  private final int padding;
  private final boolean averaged;

  private Lookup(int padding, boolean averaged) {
    super("lookup");
    this.padding = padding;
    this.averaged = averaged;
  }

  static Tensor of(Tensor table, Tensor index, int padding, boolean averaged) {
    Indices.requireType("lookup", index);
    return new Lookup(padding, averaged).apply(table, index);
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    return Take.of(inputs[0], inputs[1], 0);
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    Tensor index = call.input(1).reshape(-1);
    Shape shape = call.inputShape(0);
    Tensor rows = gradient.reshape(shape.withSize(0, index.elements()));
    if (averaged) {
      rows = rows.mul(shares(index, rows));
    }
    int[] rowsOfIndex = index.toInts();
    int[] kept =
        IntStream.range(0, rowsOfIndex.length).filter(i -> rowsOfIndex[i] != padding).toArray();
    if (kept.length < rowsOfIndex.length) {
      Tensor positions = Tensor.of(kept);
      rows = Take.of(rows, positions, 0);
      index = Take.of(index, positions, 0);
    }
    return new Tensor[] {Take.added(index, rows, shape, 0), null};
  }

  /** Returns 1 / n for every index that occurs n times, to be broadcast to the rows. */
  private static Tensor shares(Tensor index, Tensor rows) {
    int[] indices = index.toInts();
    int[] counts = new int[IntStream.of(indices).max().orElse(-1) + 1];
    for (int row : indices) {
      counts[row]++;
    }
    double[] shares = IntStream.of(indices).mapToDouble(row -> 1.0 / counts[row]).toArray();
    int[] sizes = new int[rows.rank()];
    Arrays.fill(sizes, 1);
    sizes[0] = shares.length;
    return Tensor.of(shares, Shape.of(sizes)).cast(rows.dtype());
  }
}
