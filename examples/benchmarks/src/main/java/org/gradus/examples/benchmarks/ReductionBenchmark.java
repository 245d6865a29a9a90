package org.gradus.examples.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.BinaryLoop;
import org.gradus.core.internal.kernels.Reductions;
import org.gradus.core.pointwise.Add;
import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.Multiply;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reductions and arithmetic of two runs; the time of a run, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ReductionBenchmark {
  /** The number of elements. */
  @Param({"1000", "6400", "1000000"})
  public int length;

  private final Reductions reductions = Backend.current().reductions();
  private final BinaryFunction add = new Add();
  private final BinaryFunction multiply = new Multiply();
  private final BinaryLoop addLoop = Backend.current().binary(add);
  private final BinaryLoop multiplyLoop = Backend.current().binary(multiply);
  private float[] a = {};
  private float[] b = {};
  private float[] y = {};

  /** Draws the numbers. */
  @Setup
  public void draw() {
    Random random = new Random(1);
    a = new float[length];
    b = new float[length];
    y = new float[length];
    for (int i = 0; i < length; i++) {
      a[i] = (float) random.nextGaussian();
      b[i] = (float) random.nextGaussian();
    }
  }

  /** Adds two runs. */
  @Benchmark
  public float[] add() {
    addLoop.apply(add, BinaryLoop.Part.VALUE, a, 0, a, 0, 1, b, 0, 1, y, 0, length);
    return y;
  }

  /** Multiplies two runs. */
  @Benchmark
  public float[] multiply() {
    multiplyLoop.apply(multiply, BinaryLoop.Part.VALUE, a, 0, a, 0, 1, b, 0, 1, y, 0, length);
    return y;
  }

  /** Sums a run. */
  @Benchmark
  public float sum() {
    return reductions.sum(a, 0, length);
  }

  /** Sums the products of two runs. */
  @Benchmark
  public float dot() {
    return reductions.dot(a, 0, b, 0, length);
  }

  /** Finds the largest element. */
  @Benchmark
  public float max() {
    return reductions.max(a, 0, length);
  }

  /** Computes and sums the exponentials, as softmax does. */
  @Benchmark
  public float expAndSum() {
    return reductions.expAndSum(a, 0, 1, y, 0, length);
  }

  /** Sums the rows of a matrix of 100 columns, as the gradient of a bias does. */
  @Benchmark
  public float[] sumRows() {
    reductions.sumRows(a, 0, length / 100, 100, y, 0);
    return y;
  }
}
