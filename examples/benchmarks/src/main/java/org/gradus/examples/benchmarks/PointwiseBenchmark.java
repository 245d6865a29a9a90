package org.gradus.examples.benchmarks;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.UnaryLoop;
import org.gradus.core.pointwise.Erf;
import org.gradus.core.pointwise.Exp;
import org.gradus.core.pointwise.Log;
import org.gradus.core.pointwise.Relu;
import org.gradus.core.pointwise.Sigmoid;
import org.gradus.core.pointwise.Softplus;
import org.gradus.core.pointwise.Tanh;
import org.gradus.core.pointwise.UnaryFunction;
import org.gradus.layers.activation.Elu;
import org.gradus.layers.activation.Gelu;
import org.gradus.layers.activation.LeakyRelu;
import org.gradus.layers.activation.LogSigmoid;
import org.gradus.layers.activation.Mish;
import org.gradus.layers.activation.Silu;
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
 * Functions of one number and their derivatives on runs that fit in the first cache, in the second
 * one, and in none; the time of a run, on one thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PointwiseBenchmark {
  private static final Map<String, UnaryFunction> FUNCTIONS =
      Stream.<UnaryFunction>of(
              new Relu(),
              new Tanh(),
              new Exp(),
              new Log(),
              new Sigmoid(),
              new Softplus(),
              new Erf(),
              new LeakyRelu(),
              new Elu(),
              new Gelu(),
              new Silu(),
              new Mish(),
              new LogSigmoid())
          .collect(Collectors.toMap(UnaryFunction::name, Function.identity()));

  /** The function's name. */
  @Param({
    "relu",
    "tanh",
    "exp",
    "log",
    "sigmoid",
    "softplus",
    "erf",
    "leaky-relu",
    "elu",
    "gelu",
    "silu",
    "mish",
    "log-sigmoid"
  })
  public String function = "relu";

  /** The number of elements. */
  @Param({"1000", "6400", "1000000"})
  public int length;

  private UnaryFunction f = new Relu();
  private UnaryLoop loop = Backend.current().unary(f);
  private float[] x = {};
  private float[] y = {};
  private float[] g = {};
  private float[] dx = {};

  /** Draws the input and computes the output once. */
  @Setup
  public void draw() {
    f = FUNCTIONS.getOrDefault(function, f);
    loop = Backend.current().unary(f);
    Random random = new Random(1);
    x = new float[length];
    y = new float[length];
    g = new float[length];
    dx = new float[length];
    for (int i = 0; i < length; i++) {
      x[i] = (float) random.nextGaussian();
      g[i] = (float) random.nextGaussian();
    }
    loop.apply(f, x, 0, y, 0, length);
  }

  /** Computes the function. */
  @Benchmark
  public float[] value() {
    loop.apply(f, x, 0, y, 0, length);
    return y;
  }

  /** Computes the product of the derivative and an upstream gradient. */
  @Benchmark
  public float[] derivative() {
    loop.derivative(f, g, 0, x, 0, y, 0, dx, 0, length);
    return dx;
  }
}
