package org.gradus.core.shaping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Shapes;
import org.gradus.core.tensor.Tensor;

/** What moves elements only can be undone, and agrees with loops over indices. */
class ShapingPropertyTest {
  @Provide
  Arbitrary<Shape> shapes() {
    return Shapes.small(0).filter(shape -> shape.rank() > 0);
  }

  private static Tensor tensor(Shape shape, long seed) {
    DType dtype = DType.values()[(int) Math.floorMod(seed, 3L)];
    return Shapes.random(DType.FLOAT64, shape, seed).mul(64).cast(dtype);
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void reshapingBackIsTheSame(@ForAll("shapes") Shape shape, @ForAll long seed) {
    Tensor x = tensor(shape, seed);
    assertEquals(x, x.reshape(x.elements()).reshape(shape));
    assertEquals(x, Shaping.flatten(x, 0, -1).reshape(shape));
    assertEquals(x, x.unsqueeze(-1).squeeze(-1));
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void permutingBackIsTheSame(@ForAll("shapes") Shape shape, @ForAll long seed) {
    Tensor x = tensor(shape, seed);
    int[] order = order(shape.rank(), seed);
    int[] back = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      back[order[i]] = i;
    }
    Tensor permuted = x.permute(order);
    assertEquals(x, permuted.permute(back));
    forEachIndex(
        shape,
        index -> {
          int[] moved = Arrays.stream(order).map(axis -> index[axis]).toArray();
          assertEquals(x.get(index), permuted.get(moved));
        });
  }

  private static int[] order(int rank, long seed) {
    List<Integer> axes = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      axes.add(i);
    }
    Collections.shuffle(axes, new Random(seed));
    return axes.stream().mapToInt(Integer::intValue).toArray();
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void flippingTwiceIsTheSame(
      @ForAll("shapes") Shape shape, @ForAll long seed, @ForAll @IntRange(max = 3) int at) {
    Tensor x = tensor(shape, seed);
    int axis = at % shape.rank();
    Tensor flipped = Shaping.flip(x, axis);
    assertEquals(x, Shaping.flip(flipped, axis - shape.rank()));
    assertEquals(Shaping.flip(x), Shaping.flip(x, order(shape.rank(), seed)));
    forEachIndex(
        shape,
        index -> {
          int[] mirrored = index.clone();
          mirrored[axis] = shape.size(axis) - 1 - index[axis];
          assertEquals(x.get(index), flipped.get(mirrored));
        });
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void rollingBackIsTheSame(
      @ForAll("shapes") Shape shape,
      @ForAll long seed,
      @ForAll @IntRange(max = 3) int at,
      @ForAll @IntRange(min = -9, max = 9) int shift) {
    Tensor x = tensor(shape, seed);
    int axis = at % shape.rank();
    Tensor rolled = Shaping.roll(x, shift, axis);
    assertEquals(x, Shaping.roll(rolled, -shift, axis));
    forEachIndex(
        shape,
        index -> {
          int[] moved = index.clone();
          moved[axis] = Math.floorMod(index[axis] + shift, shape.size(axis));
          assertEquals(x.get(index), rolled.get(moved));
        });
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void joiningWhatWasCutIsTheSame(
      @ForAll("shapes") Shape shape,
      @ForAll long seed,
      @ForAll @IntRange(max = 3) int at,
      @ForAll @IntRange(min = 1, max = 5) int size) {
    Tensor x = tensor(shape, seed);
    int axis = at % shape.rank();
    if (shape.size(axis) > 0) {
      assertEquals(x, joined(axis, Shaping.split(x, size, axis)));
      assertEquals(x, joined(axis, Shaping.chunk(x, size, axis)));
      Tensor[] slices = Shaping.unbind(x, axis).toArray(Tensor[]::new);
      assertEquals(x, Shaping.stack(axis, slices));
    }
    int first = shape.size(axis) / 2;
    int[] sizes = {first, 0, shape.size(axis) - first};
    assertEquals(x, joined(axis, Shaping.split(x, sizes, axis)));
  }

  private static Tensor joined(int axis, List<Tensor> parts) {
    return Shaping.concatenate(axis, parts.toArray(Tensor[]::new));
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void paddingIsCutOffAgain(@ForAll("shapes") Shape shape, @ForAll long seed) {
    Tensor x = tensor(shape, seed);
    Random random = new Random(seed);
    int[] before = random.ints(shape.rank(), 0, 3).toArray();
    int[] after = random.ints(shape.rank(), 0, 3).toArray();
    Tensor padded = Shaping.pad(x, before, after, 7);
    Tensor cut = padded;
    for (int axis = 0; axis < shape.rank(); axis++) {
      cut = cut.slice(axis, before[axis], before[axis] + shape.size(axis));
    }
    assertEquals(x, cut);
    double sum = x.cast(DType.FLOAT64).sum().item();
    int around = padded.elements() - x.elements();
    assertEquals(sum + 7.0 * around, padded.cast(DType.FLOAT64).sum().item());
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void everyNthElement(
      @ForAll("shapes") Shape shape,
      @ForAll long seed,
      @ForAll @IntRange(max = 3) int at,
      @ForAll @IntRange(min = 1, max = 5) int step) {
    Tensor x = tensor(shape, seed);
    int axis = at % shape.rank();
    int from = shape.size(axis) / 3;
    Tensor sliced = Shaping.slice(x, axis, from, shape.size(axis), step);
    forEachIndex(
        sliced.shape(),
        index -> {
          int[] source = index.clone();
          source[axis] = from + index[axis] * step;
          assertEquals(x.get(source), sliced.get(index));
        });
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void repeatsAreTiles(@ForAll("shapes") Shape shape, @ForAll long seed) {
    Tensor x = tensor(shape, seed);
    int[] counts = new Random(seed).ints(shape.rank() + 1, 1, 4).toArray();
    Tensor tiled = Shaping.repeat(x, counts);
    forEachIndex(
        tiled.shape(),
        index -> {
          int[] source = new int[shape.rank()];
          Arrays.setAll(source, axis -> index[axis + 1] % shape.size(axis));
          assertEquals(x.get(source), tiled.get(index));
        });
    Tensor rows = Shaping.repeatInterleave(x, counts[0], -1);
    forEachIndex(
        rows.shape(),
        index -> {
          int[] source = index.clone();
          source[source.length - 1] /= counts[0];
          assertEquals(x.get(source), rows.get(index));
        });
  }

  private static void forEachIndex(Shape shape, Consumer<int[]> body) {
    int[] index = new int[shape.rank()];
    for (int i = 0; i < shape.elements(); i++) {
      body.accept(index);
      for (int axis = index.length - 1; axis >= 0 && ++index[axis] == shape.size(axis); axis--) {
        index[axis] = 0;
      }
    }
  }
}
