package org.gradus.examples.benchmarks.workloads;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/**
 * The batches of a workload: random but fixed, with labels that can be learned.
 *
 * @param inputs one tensor for each batch
 * @param targets the labels, INT32
 */
record Batches(List<Tensor> inputs, List<Tensor> targets) {
  private static final int CHARACTERS = 27;
  private static final int CLASSES = 10;

  /** Returns the number of batches. */
  int size() {
    return inputs.size();
  }

  /**
   * Returns contexts of three characters of 27; the label is a fixed permutation of the third one,
   * in 20 % of cases a random character.
   */
  static Batches contexts(long seed, int batches, int batch) {
    SplitMix random = new SplitMix(seed);
    int[] successor = random.permutation(CHARACTERS);
    Batches result = new Batches(new ArrayList<>(), new ArrayList<>());
    for (int b = 0; b < batches; b++) {
      int[][] context = new int[batch][3];
      int[] label = new int[batch];
      for (int i = 0; i < batch; i++) {
        for (int c = 0; c < context[i].length; c++) {
          context[i][c] = random.below(CHARACTERS);
        }
        label[i] = random.uniform() < 0.2 ? random.below(CHARACTERS) : successor[context[i][2]];
      }
      result.inputs.add(Tensor.of(context));
      result.targets.add(Tensor.of(label));
    }
    return result;
  }

  /**
   * Returns halves of one of ten Gaussian prototypes plus standard normal noise; the label is the
   * prototype's number, in 10 % of cases random.
   */
  static Batches prototypes(long seed, int batches, int batch, int features) {
    SplitMix random = new SplitMix(seed);
    float[][] prototypes = new float[CLASSES][features];
    for (float[] prototype : prototypes) {
      for (int j = 0; j < features; j++) {
        prototype[j] = random.gaussian();
      }
    }
    Batches result = new Batches(new ArrayList<>(), new ArrayList<>());
    for (int b = 0; b < batches; b++) {
      float[] x = new float[batch * features];
      int[] label = new int[batch];
      for (int i = 0; i < batch; i++) {
        int prototype = random.below(CLASSES);
        for (int j = 0; j < features; j++) {
          x[i * features + j] = 0.5f * prototypes[prototype][j] + random.gaussian();
        }
        label[i] = random.uniform() < 0.1 ? random.below(CLASSES) : prototype;
      }
      result.inputs.add(Tensor.of(x, Shape.of(batch, features)));
      result.targets.add(Tensor.of(label));
    }
    return result;
  }
}
