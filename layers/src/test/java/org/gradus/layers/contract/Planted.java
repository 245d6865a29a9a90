package org.gradus.layers.contract;

import java.util.Map;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Buffer;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/** A module y = scale · tanh(x), with at most one fault. */
public final class Planted implements Module {
  private final Config config;
  private Parameter scale;
  private Buffer count;
  private int batch;
  private int calls;

  Planted(Config config) {
    this.config = config;
  }

  /** What can be wrong. */
  public enum Fault {
    NONE,
    FORGETS_ITS_CONFIG,
    HAS_TWO_VALUES_AT_ONE_PATH,
    PROMISES_ANOTHER_SHAPE,
    RETURNS_ANOTHER_TYPE,
    KEEPS_ITS_BATCH_SIZE,
    COUNTS_IN_EVALUATION,
    DIFFERS_FROM_CALL_TO_CALL,
    CHANGES_PARAMETERS,
    HAS_NO_GRADIENT_OF_ITS_INPUT,
    HAS_NO_GRADIENT_OF_ITS_PARAMETER
  }

  /** Which fault it has. */
  public record Config(Fault fault) implements Module.Config {}

  /** An initializer that makes one number, of the type that is asked for or always FLOAT64. */
  public record Start(double value, boolean heedsType) implements Initializer {
    @Override
    public Tensor create(DType dtype, Shape shape, Fans fans, RandomSource random) {
      return Tensor.full(heedsType ? dtype : DType.FLOAT64, shape, value);
    }
  }

  private boolean is(Fault fault) {
    return config.fault == fault;
  }

  @Override
  public Config config() {
    return is(Fault.FORGETS_ITS_CONFIG) ? new Config(Fault.NONE) : config;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    scale = construction.parameter("scale", Shape.of(1), Fans.of(Shape.of(1)), new Constant(1.5));
    batch = input.size(0);
    count = construction.buffer("count", Tensor.scalar(0));
    return is(Fault.PROMISES_ANOTHER_SHAPE) ? Shape.of(7) : input;
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    if (context.isTraining() || is(Fault.COUNTS_IN_EVALUATION)) {
      count.set(count.tensor().add(1));
    }
    if (context.isTraining() && is(Fault.CHANGES_PARAMETERS)) {
      scale.set(scale.tensor().mul(2));
    }
    calls++;
    Tensor input = is(Fault.HAS_NO_GRADIENT_OF_ITS_INPUT) ? x.detach() : x;
    Tensor factor = scale.tensor();
    factor = is(Fault.HAS_NO_GRADIENT_OF_ITS_PARAMETER) ? factor.detach() : factor;
    Tensor y = input.tanh().mul(factor);
    y = is(Fault.KEEPS_ITS_BATCH_SIZE) ? y.slice(0, 0, batch) : y;
    y = is(Fault.DIFFERS_FROM_CALL_TO_CALL) ? y.add(calls) : y;
    return is(Fault.RETURNS_ANOTHER_TYPE) ? y.cast(DType.FLOAT32) : y;
  }

  @Override
  public Map<String, Parameter> ownParameters() {
    return Map.of("scale", scale);
  }

  @Override
  public Map<String, Buffer> ownBuffers() {
    return Map.of(is(Fault.HAS_TWO_VALUES_AT_ONE_PATH) ? "scale" : "count", count);
  }
}
