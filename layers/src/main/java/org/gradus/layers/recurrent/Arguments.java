package org.gradus.layers.recurrent;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.core.recurrent.Traversal;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.layers.module.Context;

/** The checks of what a {@link Recurrent} layer or a cell is given, and their messages. */
final class Arguments {
  private static final String WHAT = "recurrent";

  private Arguments() {}

  /** Requires a batch of sequences with at least one step of each sample. */
  static void require(Traversal traversal, Shape sequences, Context context) {
    if (sequences.rank() == 2) {
      throw ShapeException.of(
          WHAT,
          "not a batch of sequences",
          traversal.layout() + " (a single one is a batch of 1, by unsqueeze)",
          sequences.toString());
    }
    traversal.requireFit(WHAT, sequences, 1, context.path());
    if (traversal.steps(sequences) == 0) {
      throw ShapeException.of(
          WHAT, "the sequences have no steps", "at least one", "none", sequences);
    }
  }

  /** Requires a state of the parts and shapes of another one of the layer. */
  static void require(RecurrentState state, RecurrentState expected, Context context) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    expected.parts().forEach((name, part) -> shapes.put(name, part.shape()));
    require(state, shapes, "(layers · directions, N, features)", context);
  }

  /** Requires the input of one step of a cell. */
  static void requireStep(Shape x, Context context) {
    if (x.rank() != 2) {
      throw ShapeException.of(WHAT, "not the input of one step of a batch", "(N, C)", x.toString())
          .at(context.path());
    }
  }

  /** Requires the state of a cell, (N, features) for each part. */
  static void requireStep(
      RecurrentState state, Map<String, Integer> sizes, int batch, Context context) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    sizes.forEach((name, size) -> shapes.put(name, Shape.of(batch, size)));
    require(state, shapes, "(N, features)", context);
  }

  private static void require(
      RecurrentState state, Map<String, Shape> expected, String axes, Context context) {
    if (!state.parts().keySet().equals(expected.keySet())) {
      throw new IllegalArgumentException(
          "[recurrent] the state has other parts: expected %s, got %s.%s"
              .formatted(
                  String.join(", ", expected.keySet()),
                  String.join(", ", state.parts().keySet()),
                  context.path().isEmpty() ? "" : " At " + context.path() + "."));
    }
    expected.forEach(
        (name, shape) -> {
          Shape got = state.get(name).shape();
          if (!got.equals(shape)) {
            throw ShapeException.of(
                    WHAT,
                    "part " + name + " of the state does not fit",
                    axes + " = " + shape,
                    got.toString())
                .at(context.path());
          }
        });
  }
}
