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
public record Batches(List<Tensor> inputs, List<Tensor> targets) {
  private static final int CHARACTERS = 27;
  private static final int CLASSES = 10;
  private static final int LETTERS = 65;
  private static final int SUCCESSORS = 4;

  /** Returns the number of batches. */
  public int size() {
    return inputs.size();
  }

  /**
   * Returns contexts of three characters of 27; the label is a fixed permutation of the third one,
   * in 20 % of cases a random character.
   */
  public static Batches contexts(long seed, int batches, int batch) {
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
  public static Batches prototypes(long seed, int batches, int batch, int features) {
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

  /**
   * Returns windows of a Markov chain over 65 characters with four successors each, of
   * probabilities 0.5, 0.25, 0.15 and 0.1; the labels are the next characters.
   */
  public static Batches sequences(long seed, int batches, int batch, int steps) {
    SplitMix random = new SplitMix(seed);
    int[][] successors = new int[LETTERS][SUCCESSORS];
    for (int[] list : successors) {
      for (int k = 0; k < list.length; k++) {
        list[k] = random.below(LETTERS);
      }
    }
    Batches result = new Batches(new ArrayList<>(), new ArrayList<>());
    for (int b = 0; b < batches; b++) {
      int[][] window = new int[batch][steps];
      int[][] next = new int[batch][steps];
      for (int i = 0; i < batch; i++) {
        int letter = random.below(LETTERS);
        for (int t = 0; t < steps; t++) {
          window[i][t] = letter;
          letter = successors[letter][successor(random.uniform())];
          next[i][t] = letter;
        }
      }
      result.inputs.add(Tensor.of(window));
      result.targets.add(Tensor.of(next));
    }
    return result;
  }

  private static int successor(double u) {
    if (u < 0.5) {
      return 0;
    }
    if (u < 0.75) {
      return 1;
    }
    return u < 0.9 ? 2 : 3;
  }

  /** Returns n scalars, evenly spaced from −2 to 2, (n, 1). */
  public static Tensor line(int n) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = -2f + 4f * i / (n - 1);
    }
    return Tensor.of(x, Shape.of(n, 1));
  }

  /** Returns the same batches with inputs of another shape. */
  public Batches as(int... shape) {
    return new Batches(inputs.stream().map(x -> x.reshape(shape)).toList(), targets);
  }
}
