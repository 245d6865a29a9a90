package org.gradus.examples.benchmarks;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.blas_set_num_threads;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.FloatPointer;
import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.MatrixProduct;
import org.gradus.core.internal.parallel.ThreadPool;
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

/**
 * The float32 matrix product of the kernels in use beside OpenBLAS, called directly on memory
 * outside the heap, so that it pays neither for copies nor for pinning.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 7, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class SgemmBenchmark {
  /** The sizes m×n×k: C is (m, n), and k is summed over. */
  @Param({
    "16x16x16",
    "32x32x32",
    "64x64x64",
    "100x100x100",
    "128x128x128",
    "256x256x256",
    "512x512x512",
    "1024x1024x1024",
    "32x200x30",
    "32x27x200",
    "100x100x40",
    "128x512x784",
    "64x1024x256",
    "1x784x512"
  })
  public String shape = "";

  /** Which operands are stored transposed: first A, then B. */
  @Param({"NN", "NT", "TN", "TT"})
  public String form = "";

  /** The number of threads of either side. */
  @Param({"1", "2"})
  public int threads = 1;

  private int m;
  private int n;
  private int k;
  private boolean transposeA;
  private boolean transposeB;
  private float[] a = {};
  private float[] b = {};
  private float[] c = {};
  private FloatPointer nativeA = new FloatPointer();
  private FloatPointer nativeB = new FloatPointer();
  private FloatPointer nativeC = new FloatPointer();
  private final MatrixProduct product = Backend.current().matrixProduct();

  /** Creates the state; JMH sets the parameters. */
  public SgemmBenchmark() {}

  /** Makes the operands. */
  @Setup
  public void setUp() {
    long[] sizes = Shapes.parse(shape);
    m = (int) sizes[0];
    n = (int) sizes[1];
    k = (int) sizes[2];
    transposeA = form.charAt(0) == 'T';
    transposeB = form.charAt(1) == 'T';
    Random random = new Random(1);
    a = normal(random, m * k);
    b = normal(random, k * n);
    c = new float[m * n];
    nativeA = new FloatPointer(a);
    nativeB = new FloatPointer(b);
    nativeC = new FloatPointer(c);
    ThreadPool.shared().setThreads(threads);
    blas_set_num_threads(threads);
  }

  private static float[] normal(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** Measures ours. */
  @Benchmark
  public float[] gradus() {
    product.multiply(
        transposeA,
        transposeB,
        m,
        n,
        k,
        a,
        0,
        transposeA ? m : k,
        b,
        0,
        transposeB ? k : n,
        false,
        c,
        0,
        n);
    return c;
  }

  /** Measures OpenBLAS. */
  @Benchmark
  public FloatPointer openblas() {
    cblas_sgemm(
        CblasRowMajor,
        transposeA ? CblasTrans : CblasNoTrans,
        transposeB ? CblasTrans : CblasNoTrans,
        m,
        n,
        k,
        1,
        nativeA,
        transposeA ? m : k,
        nativeB,
        transposeB ? k : n,
        0,
        nativeC,
        n);
    return nativeC;
  }
}
