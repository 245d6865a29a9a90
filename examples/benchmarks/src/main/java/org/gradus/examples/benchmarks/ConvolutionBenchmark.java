package org.gradus.examples.benchmarks;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.gradus.core.compute.Compute;
import org.gradus.core.convolution.Convolutions;
import org.gradus.core.linear.LinearAlgebra;
import org.gradus.core.tensor.Backward;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Workspace;
import org.gradus.core.window.Patches;
import org.gradus.core.window.Window;
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

/** Convolutions of square images with square kernels, in float32, within a workspace. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ConvolutionBenchmark {
  private static final Pattern BETWEEN_NUMBERS = Pattern.compile("\\D+");

  /** Batch, inputs, outputs, side of the images, side of the kernel, stride and padding. */
  @Param({
    "128: 3-16 32 3/1 pad 1",
    "128: 16-16 32 3/1 pad 1",
    "128: 16-32 32 3/2 pad 1",
    "128: 32-32 16 3/1 pad 1",
    "128: 64-64 8 3/1 pad 1",
    "128: 1-32 28 5/1 pad 2",
    "128: 32-64 14 5/1 pad 2"
  })
  public String shape = "";

  /** The number of threads. */
  @Param("1")
  public int threads;

  private final Workspace workspace = new Workspace();
  private Window window = Window.of(1);
  private Tensor images = Tensor.zeros(0);
  private Tensor weight = Tensor.zeros(0);
  private Tensor results = Tensor.zeros(0);

  /** Draws the numbers. */
  @Setup
  public void draw() {
    Compute.setThreads(threads);
    int[] n = BETWEEN_NUMBERS.splitAsStream(shape).mapToInt(Integer::parseInt).toArray();
    window = Window.of(n[4]).withStride(n[5]).withPadding(n[6]);
    images = normal(Shape.of(n[0], n[1], n[3], n[3]));
    weight = normal(Shape.of(n[2], n[1], n[4], n[4]));
    results = Convolutions.convolve(images, weight, 1, window, window);
  }

  private static Tensor normal(Shape shape) {
    Random random = new Random(1);
    double[] values = new double[shape.elements()];
    Arrays.setAll(values, i -> random.nextGaussian());
    return Tensor.of(values, shape).cast(DType.FLOAT32);
  }

  /** Convolves. */
  @Benchmark
  public double convolve() {
    return last(() -> Convolutions.convolve(images, weight, 1, window, window));
  }

  /** Convolves by writing out all patches, and a product with them. */
  @Benchmark
  public double patches() {
    return last(
        () ->
            LinearAlgebra.matmul(
                weight.reshape(weight.size(0), -1), Patches.unfold(images, window, window)));
  }

  /** Computes the gradient by the images. */
  @Benchmark
  public double gradientByImages() {
    int[] size = {images.size(2), images.size(3)};
    return last(() -> Convolutions.convolveTransposed(results, weight, 1, size, window, window));
  }

  /** Convolves, and computes the gradient by the weight. */
  @Benchmark
  public double convolveAndGradientByWeight() {
    return last(
        () -> {
          Tensor leaf = weight.tracked();
          Tensor y = Convolutions.convolve(images, leaf, 1, window, window);
          return Backward.of(y).from(results).run().of(leaf);
        });
  }

  private double last(Supplier<Tensor> computation) {
    return workspace.step(
        () -> {
          Tensor result = computation.get();
          return result.reshape(-1).slice(0, result.elements() - 1, result.elements()).item();
        });
  }
}
