package org.gradus.layers.recurrent;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.core.linear.LinearAlgebra;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.initialization.He;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;

/**
 * A cell with the least that a cell must have, and a state of two parts: h′ = (1 − leak) · h + leak
 * · tanh(W · x + U · h), s′ = s / 2 + h′, y = h′ + s.
 */
public final class LeakyCell implements RecurrentCell {
  private final Config config;
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();

  LeakyCell(Config config) {
    this.config = config;
  }

  /** The size of both parts of the state, and the leak. */
  public record Config(int size, double leak) implements RecurrentCell.Config {}

  @Override
  public Config config() {
    return config;
  }

  @Override
  public RecurrentCell fresh() {
    return new LeakyCell(config);
  }

  @Override
  public Map<String, Integer> stateSizes() {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    sizes.put("h", config.size);
    sizes.put("s", config.size);
    return sizes;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    Shape w = Shape.of(config.size, input.size(-1));
    Shape u = Shape.of(config.size, config.size);
    parameters.put("w", construction.parameter("w", w, Fans.of(w), He.pytorch()));
    parameters.put("u", construction.parameter("u", u, Fans.of(u), He.pytorch()));
    return input.withSize(-1, config.size);
  }

  @Override
  public Map<String, Parameter> ownParameters() {
    return parameters;
  }

  @Override
  public RecurrentResult step(Tensor x, RecurrentState state, Context context) {
    Tensor h = state.get("h");
    Tensor s = state.get("s");
    Tensor input = LinearAlgebra.linear(x, parameters.get("w").tensor());
    Tensor recurrent = LinearAlgebra.linear(h, parameters.get("u").tensor());
    Tensor next = h.mul(1 - config.leak).add(input.add(recurrent).tanh().mul(config.leak));
    return new RecurrentResult(
        next.add(s), RecurrentState.of("h", next, "s", s.mul(0.5).add(next)));
  }
}
