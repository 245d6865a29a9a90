package org.gradus.lecture.residual;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.initialization.He;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * A residual network whose gradient, that of Σ y with respect to the input, can be computed by one
 * path alone.
 *
 * @param branches those of its blocks h ← h + f(h), each ReLUs and a linear layer
 * @param inputs where the gradient is computed, (examples, width)
 */
record UnravelledNetwork(List<Module> branches, Tensor inputs) {
  /** Returns a new network of so many blocks. */
  static UnravelledNetwork of(int blocks, Tensor inputs, RandomSource random) {
    int width = inputs.shape().size(1);
    return new UnravelledNetwork(
        IntStream.range(0, blocks)
            .mapToObj(block -> branch(width, random.stream("block " + block)))
            .toList(),
        inputs);
  }

  private static Module branch(int width, RandomSource random) {
    Module branch = Sequential.of(new Relu(), Linear.of(width).withWeight(He.normal()));
    Construction.of(DType.FLOAT64, random).build(branch, Shape.of(1, width));
    return branch;
  }

  /** Returns the number of paths. */
  int paths() {
    return 1 << branches.size();
  }

  /**
   * Returns the gradient by one path alone: of each block it goes through the branch or past it,
   * and the other way counts as a constant.
   *
   * @param path the blocks, as bits, whose branches it takes
   */
  Tensor alongPath(int path) {
    Tensor x = inputs.tracked();
    Tensor h = x;
    for (int block = 0; block < branches.size(); block++) {
      Tensor f = branches.get(block).forward(h, Context.eval());
      h = (path >> block & 1) == 1 ? f.add(h.detach()) : h.add(f.detach());
    }
    return h.sum().backward().of(x);
  }

  /** Returns the whole gradient. */
  Tensor alongAllPaths() {
    Tensor x = inputs.tracked();
    Tensor h = x;
    for (Module branch : branches) {
      h = h.add(branch.forward(h, Context.eval()));
    }
    return h.sum().backward().of(x);
  }

  /** Returns what there is of paths of each length. */
  Lengths byLength() {
    int blocks = branches.size();
    Lengths lengths = new Lengths(new double[blocks + 1], new double[blocks + 1]);
    for (int path = 0; path < paths(); path++) {
      double square = alongPath(path).square().mean().item();
      int length = Integer.bitCount(path);
      lengths.counts[length] += square > 0 ? 1 : 0;
      lengths.meanSquares[length] +=
          square / CombinatoricsUtils.binomialCoefficient(blocks, length);
    }
    return lengths;
  }

  /**
   * The paths of each length.
   *
   * @param counts how many have a gradient
   * @param meanSquares of the elements of the gradient along one, on the mean
   */
  record Lengths(double[] counts, double[] meanSquares) {
    int blocks() {
      return counts.length - 1;
    }
  }
}
