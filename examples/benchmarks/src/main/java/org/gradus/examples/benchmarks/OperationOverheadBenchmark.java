package org.gradus.examples.benchmarks;

import java.util.concurrent.TimeUnit;
import org.gradus.core.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What an operation costs besides its arithmetic: operations on four numbers, run alone, run and
 * recorded, and walked back.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 7, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class OperationOverheadBenchmark {
  private static final int CHAIN = 100;

  private final Tensor a = Tensor.of(1f, 2f, 3f, 4f);
  private final Tensor b = Tensor.of(0.5f, 0.25f, 2f, 1f);
  private final Tensor trackedA = a.tracked();
  private final Tensor trackedB = b.tracked();
  private final Tensor matrix = trackedA.reshape(2, 2);

  /** Creates the state. */
  public OperationOverheadBenchmark() {}

  /** Runs a sum. */
  @Benchmark
  public Tensor add() {
    return a.add(b);
  }

  /** Runs and records a sum. */
  @Benchmark
  public Tensor addRecorded() {
    return trackedA.add(trackedB);
  }

  /** Runs and records a product, which keeps its inputs. */
  @Benchmark
  public Tensor multiplyRecorded() {
    return trackedA.mul(trackedB);
  }

  /** Runs and records a function, which keeps its output. */
  @Benchmark
  public Tensor tanhRecorded() {
    return trackedA.tanh();
  }

  /** Runs and records a reduction. */
  @Benchmark
  public Tensor sumRecorded() {
    return trackedA.sum();
  }

  /** Runs and records a view. */
  @Benchmark
  public Tensor reshapeRecorded() {
    return trackedA.reshape(2, 2);
  }

  /** Runs and records a product of 2×2 matrices. */
  @Benchmark
  public Tensor matmulRecorded() {
    return matrix.matmul(matrix);
  }

  /** Runs, records and walks back a chain of products; the time of one of them. */
  @Benchmark
  @OperationsPerInvocation(CHAIN)
  public Tensor chainThereAndBack() {
    Tensor x = trackedA;
    for (int i = 0; i < CHAIN; i++) {
      x = x.mul(trackedB);
    }
    return x.sum().backward().of(trackedB);
  }
}
