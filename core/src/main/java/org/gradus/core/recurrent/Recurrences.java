package org.gradus.core.recurrent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.gradus.core.pointwise.UnaryFunction;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/**
 * Recurrent networks over whole sequences, each one operation.
 *
 * <p>They take the input's part of all sums, W · x + b for all steps, which is one matrix product,
 * and do what depends on the state: one product with the recurrent weight and one pass over the
 * gates for each step. Threads share out the samples, so a batch of a few samples runs on few
 * threads; results have the same bits with any number. There are two derivatives; the second one is
 * slow.
 */
public final class Recurrences {
  private Recurrences() {}

  /**
   * What a recurrence returns.
   *
   * @param output h after each step, in the layout of the input; 0 at padding
   * @param state the parts of the state after every sample's last step (N, H), h first
   */
  public record Result(Tensor output, List<Tensor> state) {
    /** Keeps a copy of the list. */
    public Result {
      state = List.copyOf(state);
    }
  }

  /**
   * Runs a simple recurrent network: h_t = f(x_t + U · h_(t−1)).
   *
   * <p>Source: Elman, "Finding structure in time", 1990; with the sums of Mikolov et al.,
   * "Recurrent neural network based language model", 2010, whose "+" of input and state joins the
   * two.
   *
   * @param projected x: W · input + b, (N, T, H) or (T, N, H)
   * @param weight U (H, H)
   * @param h the state before the first step (N, H)
   * @param f tanh, ReLU, or another function whose derivative does not read its input
   * @throws ShapeException if the shapes do not fit
   * @throws IllegalArgumentException if a length is out of range, or the derivative reads the input
   */
  public static Result elman(
      Tensor projected, Tensor weight, Tensor h, UnaryFunction f, Traversal traversal) {
    if (f.reads().input()) {
      throw new IllegalArgumentException(
          "[elman] the derivative of the function reads its input: expected one of its output, such as"
              + " that of tanh, got "
              + f.name()
              + ".");
    }
    return run(new ElmanCell(f), traversal, new Inputs(projected, weight, List.of(h), null));
  }

  /**
   * Runs an LSTM: with (i, f, g, o) = x_t + U · h_(t−1),
   *
   * <pre>
   * c_t = σ(f + p_f · c_(t−1)) · c_(t−1) + σ(i + p_i · c_(t−1)) · tanh g
   * h_t = σ(o + p_o · c_t) · tanh c_t
   * </pre>
   *
   * <p>Source: Hochreiter and Schmidhuber, "Long short-term memory", 1997; forget gates of Gers,
   * Schmidhuber and Cummins, "Learning to forget", 2000; peepholes p of Gers, Schraudolph and
   * Schmidhuber, "Learning precise timing with LSTM recurrent networks", 2002.
   *
   * @param projected x: W · input + b, in the order i, f, g, o: (N, T, 4 · H) or (T, N, 4 · H)
   * @param weight U, in the same order (4 · H, H)
   * @param h the output before the first step (N, H)
   * @param c the cells before the first step (N, H)
   * @param peepholes p_i, p_f and p_o (3, H); empty for none
   * @throws ShapeException if the shapes do not fit
   * @throws IllegalArgumentException if a length is out of range
   */
  public static Result lstm(
      Tensor projected,
      Tensor weight,
      Tensor h,
      Tensor c,
      Optional<Tensor> peepholes,
      Traversal traversal) {
    Inputs in = new Inputs(projected, weight, List.of(h, c), peepholes.orElse(null));
    return run(new LstmCell(), traversal, in);
  }

  /**
   * Takes the part of an LSTM's step that follows the products, by operations on tensors, for cells
   * that make something else of the output than the next step's h.
   *
   * @param sums i, f, g and o, without peepholes (N, 4 · H)
   * @param c the cells before the step (N, H)
   * @param peepholes p_i, p_f and p_o (3, H); empty for none
   * @return the output (N, H), and as states the output and the cells after the step
   */
  public static Result lstmGates(Tensor sums, Tensor c, Optional<Tensor> peepholes) {
    Tensor[] parts = LstmCell.gates(sums, c, peepholes.orElse(null));
    return new Result(parts[0], List.of(parts));
  }

  /**
   * Runs a GRU whose reset gate acts after the product: with (r, z, a) = x_t and (u, v, q) = U ·
   * h_(t−1) + (0, 0, b),
   *
   * <pre>
   * n = tanh(a + σ(r + u) · q)
   * h_t = (1 − σ(z + v)) · n + σ(z + v) · h_(t−1)
   * </pre>
   *
   * <p>Source: Cho et al., "On the properties of neural machine translation: encoder–decoder
   * approaches", 2014; in the form of cuDNN and PyTorch.
   *
   * @param projected x: W · input + b, in the order r, z, n: (N, T, 3 · H) or (T, N, 3 · H)
   * @param weight U, in the same order (3 · H, H)
   * @param h the state before the first step (N, H)
   * @param bias b (1, H); empty for none
   * @throws ShapeException if the shapes do not fit
   * @throws IllegalArgumentException if a length is out of range
   */
  public static Result gru(
      Tensor projected, Tensor weight, Tensor h, Optional<Tensor> bias, Traversal traversal) {
    Inputs in = new Inputs(projected, weight, List.of(h), bias.orElse(null));
    return run(new GruCell(), traversal, in);
  }

  private static Result run(FusedCell cell, Traversal traversal, Inputs in) {
    requireFit(cell, traversal, in);
    Tensor[] results = Recurrence.of(cell, traversal, in);
    return new Result(results[0], Arrays.asList(results).subList(1, results.length));
  }

  private static void requireFit(FusedCell cell, Traversal traversal, Inputs in) {
    Tensor[] all = in.toArray();
    DType[] types = Arrays.stream(all).map(Tensor::dtype).distinct().toArray(DType[]::new);
    if (types.length > 1 || !types[0].isFloating()) {
      throw new DTypeException(cell.name(), "equal floating-point types (cast converts)", types);
    }
    Shape projected = in.projected().shape();
    traversal.requireFit(cell.name(), projected, 0, "");
    int hidden = projected.size(-1) / cell.sums();
    Shape state = Shape.of(traversal.batch(projected), hidden);
    List<Shape> expected = new ArrayList<>();
    expected.add(projected.withSize(-1, cell.sums() * hidden));
    expected.add(Shape.of(cell.sums() * hidden, hidden));
    expected.addAll(Collections.nCopies(cell.states(), state));
    if (in.extra() != null) {
      expected.add(Shape.of(cell.extraRows(), hidden));
    }
    List<Shape> shapes = Arrays.stream(all).map(Tensor::shape).toList();
    if (!shapes.equals(expected) || hidden == 0 || traversal.steps(projected) == 0) {
      throw ShapeException.of(
          cell.name(),
          "the shapes do not fit",
          expected + " of at least one unit and one step",
          shapes.toString());
    }
  }
}
