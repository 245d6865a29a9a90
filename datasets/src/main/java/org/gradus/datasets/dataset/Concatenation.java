package org.gradus.datasets.dataset;

import java.util.Arrays;
import java.util.List;
import org.gradus.core.data.Batch;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.Tensor;

/** Data sets one after the other. */
final class Concatenation implements Dataset {
  private final List<Dataset> parts;

  /** Where each part begins, and at last where all end. */
  private final int[] starts;

  Concatenation(List<Dataset> parts) {
    this.parts = List.copyOf(parts);
    this.starts = new int[parts.size() + 1];
    for (int i = 0; i < parts.size(); i++) {
      starts[i + 1] = Math.addExact(starts[i], parts.get(i).size());
    }
  }

  @Override
  public int size() {
    return starts[parts.size()];
  }

  /** Reads from each part once, then puts the examples in the order asked for. */
  @Override
  public Batch get(int... positions) {
    int[] counts = new int[parts.size()];
    for (int position : positions) {
      counts[part(Ranges.requirePosition(position, size()))]++;
    }
    int[][] asked = new int[parts.size()][];
    Arrays.setAll(asked, i -> new int[counts[i]]);
    // Before an example come those read from the parts before, and those before it of its own.
    int[] firsts = new int[parts.size()];
    for (int i = 1; i < parts.size(); i++) {
      firsts[i] = firsts[i - 1] + counts[i - 1];
    }
    int[] filled = new int[parts.size()];
    int[] order = new int[positions.length];
    for (int i = 0; i < positions.length; i++) {
      int part = part(positions[i]);
      order[i] = firsts[part] + filled[part];
      asked[part][filled[part]++] = positions[i] - starts[part];
    }
    return inOrder(read(asked), order);
  }

  private int part(int position) {
    int found = Arrays.binarySearch(starts, position);
    int part = found >= 0 ? found : -found - 2;
    while (starts[part + 1] == position) {
      part++; // Several parts begin here, of which all but the last are empty.
    }
    return part;
  }

  private Batch[] read(int[][] asked) {
    Batch[] read = new Batch[parts.size()];
    int count = 0;
    for (int i = 0; i < asked.length; i++) {
      if (asked[i].length > 0) {
        read[count++] = parts.get(i).get(asked[i]);
      }
    }
    return count > 0 ? Arrays.copyOf(read, count) : new Batch[] {parts.get(0).get()};
  }

  private static Batch inOrder(Batch[] read, int[] order) {
    if (read.length == 1) {
      return read[0];
    }
    Tensor[] inputs = Arrays.stream(read).map(Batch::inputs).toArray(Tensor[]::new);
    Tensor[] targets = Arrays.stream(read).map(Batch::targets).toArray(Tensor[]::new);
    Tensor index = Tensor.of(order);
    return new Batch(
        Indexing.take(Shaping.concatenate(0, inputs), index, 0),
        Indexing.take(Shaping.concatenate(0, targets), index, 0));
  }

  @Override
  public Tensor targets() {
    return Shaping.concatenate(0, parts.stream().map(Dataset::targets).toArray(Tensor[]::new));
  }
}
