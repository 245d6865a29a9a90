package org.gradus.layers.recurrent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradus.core.dropout.Dropouts;
import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.recurrent.Traversal;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/** The cells of a {@link Recurrent} layer, and how they are connected. */
final class CellStack {
  private final Recurrent.Config config;
  private final List<RecurrentCell> cells = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  /** Creates a cell like the given one for each layer and direction. */
  CellStack(Recurrent.Config config, RecurrentCell cell) {
    this.config = config;
    for (int layer = 0; layer < config.layers(); layer++) {
      for (int direction = 0; direction < config.directions(); direction++) {
        cells.add(cell.fresh());
        names.add("l" + layer + (direction == 0 ? "" : "_reverse"));
      }
    }
  }

  /** Returns the cell of the first layer. */
  RecurrentCell cell() {
    return cells.get(0);
  }

  /** Returns the cells by name. */
  Map<String, Module> children() {
    Map<String, Module> children = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      children.put(names.get(i), cells.get(i));
    }
    return children;
  }

  /** Builds all cells, and returns the shape of the result. */
  Shape build(Shape input, Construction construction) {
    int features = input.size(-1);
    int all = 0;
    int below = 0;
    for (int layer = 0; layer < config.layers(); layer++) {
      int in = layer == 0 ? features : below + (config.skipConnections() ? features : 0);
      Shape step = Shape.of(input.size(config.layout().batchAxis()), in);
      below = 0;
      for (int i = first(layer); i < first(layer + 1); i++) {
        below += construction.build(names.get(i), cells.get(i), step).size(-1);
      }
      all += below;
    }
    return input.withSize(-1, config.skipConnections() ? all : below);
  }

  private int first(int layer) {
    return layer * config.directions();
  }

  RecurrentState initialState(int batch, DType dtype) {
    return RecurrentState.stack(
        cells.stream().map(cell -> cell.initialState(batch, dtype)).toList());
  }

  /** Runs all layers, each over all steps before the next. */
  RecurrentResult run(Tensor x, Traversal forwards, RecurrentState initial, Context context) {
    List<RecurrentState> before = initial.unstack();
    List<RecurrentState> after = new ArrayList<>();
    List<Tensor> outputs = new ArrayList<>();
    Tensor known = withoutPadding(x, forwards);
    Tensor input = known;
    for (int layer = 0; layer < config.layers(); layer++) {
      List<Tensor> directions = new ArrayList<>();
      for (int i = first(layer); i < first(layer + 1); i++) {
        Traversal traversal = i == first(layer) ? forwards : forwards.reversed();
        RecurrentResult result = run(i, input, before.get(i), traversal, context);
        directions.add(result.output());
        after.add(result.state());
      }
      Tensor output = joined(directions);
      outputs.add(output);
      if (layer < config.layers() - 1) {
        Tensor below = dropped(output, context);
        input = config.skipConnections() ? Shaping.concatenate(-1, known, below) : below;
      }
    }
    Tensor last = outputs.get(outputs.size() - 1);
    return new RecurrentResult(
        config.skipConnections() ? joined(outputs) : last, RecurrentState.stack(after));
  }

  /**
   * Returns the input with zeros at the padding. What is there, even NaN, is then in no product, of
   * which the gradients of weights are made.
   */
  private static Tensor withoutPadding(Tensor x, Traversal traversal) {
    if (traversal.lengths().isEmpty()) {
      return x;
    }
    int timeAxis = traversal.layout().timeAxis();
    int steps = traversal.steps(x.shape());
    Tensor step = Tensor.of(IntStream.range(0, steps).toArray()).unsqueeze(1 - timeAxis);
    Tensor mask = traversal.lengths().get().unsqueeze(timeAxis).gt(step).unsqueeze(2);
    return Elementwise.where(mask, x, Tensor.zeros(x.dtype(), Shape.of(1, 1, 1)));
  }

  private RecurrentResult run(
      int cell, Tensor x, RecurrentState initial, Traversal traversal, Context context) {
    return context.forward(
        names.get(cell),
        cells.get(cell),
        x,
        inner -> segments(cells.get(cell), x, initial, traversal, inner),
        RecurrentResult::output);
  }

  /** Runs a cell over segments of as many steps as gradients may flow back. */
  private RecurrentResult segments(
      RecurrentCell cell, Tensor x, RecurrentState initial, Traversal traversal, Context context) {
    int steps = traversal.steps(x.shape());
    int size = config.truncation().orElse(steps);
    if (size >= steps) {
      return cell.run(x, initial, traversal, context);
    }
    int axis = config.layout().timeAxis();
    List<Tensor> segments = Shaping.split(x, size, axis);
    Tensor[] outputs = new Tensor[segments.size()];
    RecurrentState state = initial;
    for (int i = 0; i < outputs.length; i++) {
      int segment = traversal.step(i, outputs.length);
      Traversal within = traversal.within(segment * size, segments.get(segment).size(axis));
      RecurrentResult result = cell.run(segments.get(segment), state, within, context);
      outputs[segment] = result.output();
      state = i == outputs.length - 1 ? result.state() : result.state().map(Tensor::detach);
    }
    return new RecurrentResult(Shaping.concatenate(axis, outputs), state);
  }

  private Tensor dropped(Tensor output, Context context) {
    return context.isRandom() && config.dropout() > 0
        ? Dropouts.elements(output, config.dropout(), context.random())
        : output;
  }

  private static Tensor joined(List<Tensor> parts) {
    return Shaping.concatenate(-1, parts.toArray(Tensor[]::new));
  }
}
