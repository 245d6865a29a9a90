package org.gradus.examples.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.gradus.core.compute.Compute;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.optimizer.UpdateRule;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.optimizers.rule.Adam;
import org.gradus.optimizers.rule.AdamW;
import org.gradus.optimizers.rule.Lion;
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
 * A step of an optimizer, beside moving as many bytes through memory: what no step can be faster
 * than. Both on as many threads as compute.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class UpdateBenchmark {
  /** The number of learned numbers, in layers of at most 100,000. */
  @Param({"1000000", "16000000"})
  public int numbers;

  /** The rule: Adam reads four arrays and writes three, SGD with momentum three and two. */
  @Param({"adam", "adam-w", "lion", "sgd-momentum"})
  public String rule = "adam";

  private static final int LAYER = 100_000;

  private Optimizer optimizer =
      Optimizer.of(Map.of("none", Parameter.of(Tensor.scalar(0f))), 0, Sgd.plain());
  private Gradients gradients = Tensor.scalar(0f).tracked().backward();
  private float[][] from = {};
  private float[][] to = {};

  /** Makes parameters and gradients. */
  @Setup
  public void make() {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    Tensor loss = Tensor.scalar(0f);
    for (int done = 0; done < numbers; done += LAYER) {
      Shape shape = Shape.of(Math.min(LAYER, numbers - done));
      Parameter parameter = Parameter.of(Tensor.full(DType.FLOAT32, shape, 0.5));
      parameters.put("layer" + done, parameter);
      loss = loss.add(parameter.tensor().square().sum());
    }
    gradients = loss.backward();
    UpdateRule chosen =
        switch (rule) {
          case "adam" -> new Adam();
          case "adam-w" -> new AdamW();
          case "lion" -> new Lion();
          default -> Sgd.withMomentum(0.9);
        };
    optimizer = Optimizer.of(parameters, 1e-3, chosen);
    // Read and write as many bytes as the rule does: parameter, gradient and states.
    int arrays = 2 + chosen.states().size() + 1 + chosen.states().size();
    int threads = Compute.threads();
    int copied = (int) ((long) numbers * arrays / 2 / threads);
    from = new float[threads][copied];
    to = new float[threads][copied];
    Arrays.stream(from).forEach(part -> Arrays.fill(part, 1));
  }

  /** Makes a step. */
  @Benchmark
  public Optimizer step() {
    optimizer.step(gradients);
    return optimizer;
  }

  /** Moves as many bytes. */
  @Benchmark
  public float[][] move() {
    IntStream.range(0, from.length)
        .parallel()
        .forEach(thread -> System.arraycopy(from[thread], 0, to[thread], 0, from[thread].length));
    return to;
  }
}
