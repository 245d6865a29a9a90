package org.gradus.lecture.characters;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.gradus.core.data.Batch;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.random.RandomSource;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.initialization.Gain;
import org.gradus.layers.initialization.Normal;

/**
 * A network of characters with batch norm, written in the smallest steps, so that there is
 * something to go back through by hand. All numbers are FLOAT64.
 *
 * @param parameters by name
 */
record HandNetwork(Map<String, Parameter> parameters) {
  /** What is added to variances. */
  static final double EPSILON = 1e-5;

  private static final int CHARACTERS = 27;
  private static final int FEATURES = 10;
  private static final int CONTEXT = 3;
  private static final int UNITS = 64;

  /** Draws parameters. Nothing is exactly 0 or 1, which would hide mistakes. */
  static HandNetwork create(RandomSource random) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    int inputs = CONTEXT * FEATURES;
    add(parameters, "table", 0, 1, Shape.of(CHARACTERS, FEATURES), random);
    double deviation = Gain.TANH / Math.sqrt(inputs);
    add(parameters, "weight 1", 0, deviation, Shape.of(inputs, UNITS), random);
    add(parameters, "bias 1", 0, 0.1, Shape.of(UNITS), random);
    add(parameters, "gain", 1, 0.1, Shape.of(UNITS), random);
    add(parameters, "shift", 0, 0.1, Shape.of(UNITS), random);
    add(parameters, "weight 2", 0, 0.1, Shape.of(UNITS, CHARACTERS), random);
    add(parameters, "bias 2", 0, 0.1, Shape.of(CHARACTERS), random);
    return new HandNetwork(parameters);
  }

  private static void add(
      Map<String, Parameter> parameters,
      String name,
      double mean,
      double deviation,
      Shape shape,
      RandomSource random) {
    Tensor value = new Normal(mean, deviation).create(DType.FLOAT64, shape, random);
    parameters.put(name, Parameter.of(value));
  }

  /** Returns the value of a parameter. */
  Tensor value(String name) {
    return Objects.requireNonNull(parameters.get(name), name).tensor();
  }

  /** Runs the network, and returns all values on the way, in order, the loss as the last one. */
  NamedTensors forward(Batch batch) {
    NamedTensors values = new NamedTensors();
    int n = batch.size();
    Tensor embedded = values.put("embedded", Indexing.take(value("table"), batch.inputs(), 0));
    Tensor inputs = values.put("inputs", embedded.reshape(n, -1));
    Tensor sums = values.put("sums", inputs.matmul(value("weight 1")).add(value("bias 1")));

    Tensor mean = values.put("mean", Reductions.sum(sums, true, 0).div(n));
    Tensor centred = values.put("centred", sums.sub(mean));
    Tensor squares = values.put("squares", centred.square());
    Tensor variance = values.put("variance", Reductions.sum(squares, true, 0).div(n - 1));
    Tensor inverse = values.put("inverse deviation", variance.add(EPSILON).pow(-0.5));
    Tensor normalized = values.put("normalized", centred.mul(inverse));
    Tensor scaled = values.put("scaled", normalized.mul(value("gain")).add(value("shift")));

    Tensor tanhs = values.put("tanhs", scaled.tanh());
    Tensor scores = values.put("scores", tanhs.matmul(value("weight 2")).add(value("bias 2")));

    Tensor largest = values.put("largest", Reductions.max(scores, true, 1));
    Tensor shifted = values.put("shifted", scores.sub(largest));
    Tensor counts = values.put("counts", shifted.exp());
    Tensor totals = values.put("totals", Reductions.sum(counts, true, 1));
    Tensor inverseTotals = values.put("inverse totals", totals.pow(-1));
    Tensor probabilities = values.put("probabilities", counts.mul(inverseTotals));
    Tensor logs = values.put("logs", probabilities.log());
    Tensor hits = Indexing.gather(logs, 1, batch.targets().unsqueeze(1));
    values.put("loss", hits.mean().neg());
    return values;
  }
}
