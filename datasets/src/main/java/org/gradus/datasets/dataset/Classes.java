package org.gradus.datasets.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Tensor;

/** Which examples are of which class, and selections that heed it. */
final class Classes {
  private final List<int[]> positions;

  private Classes(List<int[]> positions) {
    this.positions = positions;
  }

  /** Returns the classes of INT32 targets (examples). */
  static Classes of(Tensor targets) {
    if (targets.rank() != 1 || targets.dtype() != DType.INT32) {
      throw new IllegalArgumentException(
          "[dataset] the targets are no classes: expected INT32 (examples), got %s %s."
              .formatted(targets.dtype(), targets.shape()));
    }
    int[] classes = targets.toInts();
    TreeMap<Integer, IntStream.Builder> members = new TreeMap<>();
    for (int i = 0; i < classes.length; i++) {
      members.computeIfAbsent(classes[i], c -> IntStream.builder()).add(i);
    }
    return new Classes(members.values().stream().map(found -> found.build().toArray()).toList());
  }

  /** Returns parts with so much of each class, each in the order of the positions. */
  List<int[]> split(double[] fractions) {
    List<int[]> parts = new ArrayList<>();
    for (int part = 0; part < fractions.length; part++) {
      IntStream.Builder chosen = IntStream.builder();
      for (int[] members : positions) {
        int[] ends = Ranges.ends(fractions, members.length);
        int from = part == 0 ? 0 : ends[part - 1];
        Arrays.stream(members, from, ends[part]).forEach(chosen);
      }
      parts.add(chosen.build().sorted().toArray());
    }
    return parts;
  }

  /** Returns as many positions of each class as the largest has, in random order. */
  int[] balanced(RandomSource random) {
    int largest = positions.stream().mapToInt(members -> members.length).max().orElse(0);
    int[] chosen = new int[Math.multiplyExact(largest, positions.size())];
    int count = 0;
    for (int[] members : positions) {
      for (int repeated = 0; repeated < largest; repeated += members.length) {
        int[] order = random.permutation(members.length);
        for (int i = 0; i < Math.min(members.length, largest - repeated); i++) {
          chosen[count++] = members[order[i]];
        }
      }
    }
    random.shuffle(chosen);
    return chosen;
  }
}
