package org.gradus.layers.module;

import java.util.Optional;
import java.util.function.Function;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What a forward pass runs in: training or evaluation, the source of random numbers, and the path
 * of the module for messages. A module that draws asks {@link #isRandom}, one that learns from the
 * batch {@link #isTraining}.
 *
 * <p>Passed to every module, so that there is no global mode to forget. A container calls its
 * children by {@link #forward}, which extends the path.
 */
public final class Context {
  private static final Context EVAL = new Context(Mode.EVAL, null, null, null, "");

  private final Mode mode;
  private final @Nullable RandomSource random;
  private final @Nullable ForwardListener listener;
  private final @Nullable Context parent;
  private final String name;

  private Context(
      Mode mode,
      @Nullable RandomSource random,
      @Nullable ForwardListener listener,
      @Nullable Context parent,
      String name) {
    this.mode = mode;
    this.random = random;
    this.listener = listener;
    this.parent = parent;
    this.name = name;
  }

  /**
   * Returns a context for training.
   *
   * @param random the source of what modules draw, such as dropout masks
   */
  public static Context train(RandomSource random) {
    return new Context(Mode.TRAIN, random, null, null, "");
  }

  /** Returns the context for evaluation, in which nothing is random. */
  public static Context eval() {
    return EVAL;
  }

  /**
   * Returns a context for evaluation in which dropout and noise are at work as in training: what is
   * drawn from the predictions of a network, as Monte-Carlo dropout does. Batch norms neither use
   * nor record the statistics of the batch.
   *
   * @param random the source of what modules draw
   */
  public static Context sampling(RandomSource random) {
    return new Context(Mode.EVAL, random, null, null, "");
  }

  /** Returns this context, with every child's pass listened to a listener when it has ended. */
  public Context withListener(ForwardListener observer) {
    return new Context(mode, random, observer, parent, name);
  }

  /** Returns the mode. */
  public Mode mode() {
    return mode;
  }

  /** Returns whether this is training. */
  public boolean isTraining() {
    return mode == Mode.TRAIN;
  }

  /** Returns whether dropout and noise are at work: in training, and when a network is sampled. */
  public boolean isRandom() {
    return random != null;
  }

  /**
   * Returns the source of random numbers, shared by all modules of the pass.
   *
   * @throws IllegalStateException in evaluation, where nothing is random
   */
  public RandomSource random() {
    if (random == null) {
      String where = path();
      throw new IllegalStateException(
          "[context] a module asks for random numbers: expected Context.train(source), got"
              + " Context.eval()."
              + (where.isEmpty() ? "" : " At " + where + "."));
    }
    return random;
  }

  /** Returns the source of random numbers, if there is one. */
  public Optional<RandomSource> randomIfAny() {
    return Optional.ofNullable(random);
  }

  /**
   * Returns the path of the module that runs, such as {@code encoder/0}; empty for the outermost.
   */
  public String path() {
    if (parent == null) {
      return name;
    }
    String above = parent.path();
    return above.isEmpty() ? name : above + "/" + name;
  }

  /**
   * Runs a child.
   *
   * @param childName its name within the module that calls
   * @throws ShapeException with the child's path, if the child throws one
   */
  public Tensor forward(String childName, Module child, Tensor x) {
    return forward(childName, child, x, inner -> child.forward(x, inner), y -> y);
  }

  /**
   * Runs a child by an overload of its forward pass, one that takes or returns more than a tensor.
   *
   * <pre>{@code
   * context.forward("cell", cell, x, inner -> cell.forward(x, state, inner), RecurrentResult::output)
   * }</pre>
   *
   * @param childName its name within the module that calls
   * @param x which of the inputs a listener is told of
   * @param pass runs the child in the context that it is given
   * @param output picks of the result what a listener is told of
   * @throws ShapeException with the child's path, if the child throws one
   */
  public <R> R forward(
      String childName,
      Module child,
      Tensor x,
      Function<Context, R> pass,
      Function<R, Tensor> output) {
    Context inner = new Context(mode, random, listener, this, childName);
    try {
      R result =
          Autograd.isTracing()
              ? Autograd.within(inner.path(), () -> pass.apply(inner))
              : pass.apply(inner);
      if (listener != null) {
        listener.forwarded(inner.path(), child, x, output.apply(result));
      }
      return result;
    } catch (ShapeException e) {
      throw e.at(inner.path());
    }
  }
}
