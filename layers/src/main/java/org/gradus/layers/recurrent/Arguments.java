package org.gradus.layers.recurrent;

import java.util.Map;
import org.gradus.core.recurrent.Traversal;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Context;

/** The checks of what a {@link Recurrent} layer is given, and their messages. */
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

  /** Requires a state of the parts and shapes of another one. */
  static void require(RecurrentState state, RecurrentState expected, Context context) {
    if (!state.parts().keySet().equals(expected.parts().keySet())) {
      throw new IllegalArgumentException(
          "[recurrent] the state has other parts: expected %s, got %s.%s"
              .formatted(
                  String.join(", ", expected.parts().keySet()),
                  String.join(", ", state.parts().keySet()),
                  context.path().isEmpty() ? "" : " At " + context.path() + "."));
    }
    for (Map.Entry<String, Tensor> part : expected.parts().entrySet()) {
      Shape shape = part.getValue().shape();
      Shape got = state.get(part.getKey()).shape();
      if (!got.equals(shape)) {
        throw ShapeException.of(
            WHAT,
            "part " + part.getKey() + " of the state does not fit",
            "(layers · directions, N, features) = " + shape,
            got.toString());
      }
    }
  }
}
