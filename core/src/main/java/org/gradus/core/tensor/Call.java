package org.gradus.core.tensor;

import org.jspecify.annotations.Nullable;

/**
 * One recorded call of an operation: what its backward may read.
 *
 * <p>A call without an operation is a leaf of the graph: a parameter or a tensor made by {@link
 * Tensor#tracked}.
 */
public final class Call {
  private static final Tensor[] NONE = {};
  private static final Tensor[] ONE_NOT_KEPT = new Tensor[1];

  private final @Nullable Operation operation;
  private final String path;
  private Tensor @Nullable [] inputs;
  private Tensor[] outputs;

  // The state of the walk that visits this call.
  @Nullable Walk walk;
  int pending;
  boolean useful;
  @Nullable Accumulator @Nullable [] gradients;

  private Call(@Nullable Operation operation, String path, Tensor[] inputs, Tensor[] outputs) {
    this.operation = operation;
    this.path = path;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  static Call leaf() {
    return new Call(null, "", NONE, NONE);
  }

  /** Records a call and makes its floating-point outputs tracked. */
  static void record(Operation operation, String path, Tensor[] inputs, Tensor... outputs) {
    Operation.Keeps keeps = operation.keeps();
    Tensor[] kept = inputs;
    if (!keeps.inputs()) {
      kept = new Tensor[inputs.length];
      for (int i = 0; i < kept.length; i++) {
        kept[i] = inputs[i].withoutElements();
      }
    }
    Tensor[] results = keeps.outputs() ? outputs : placesOf(outputs.length);
    Call call = new Call(operation, path, kept, results);
    for (int i = 0; i < outputs.length; i++) {
      if (outputs[i].dtype().isFloating()) {
        requireNew(operation, outputs[i]);
        outputs[i].attach(call, i);
      }
    }
  }

  private static void requireNew(Operation operation, Tensor output) {
    if (output.call() != null) {
      throw new IllegalStateException(
          "["
              + operation.name()
              + "] forward returned a tensor that was recorded before: expected a new one, got an"
              + " input. Hint: return view(input, offset(input), input.shape()).");
    }
  }

  /** Returns an array of the length with nothing in it; nobody writes to it. */
  private static Tensor[] placesOf(int outputs) {
    return outputs == 1 ? ONE_NOT_KEPT : new Tensor[outputs];
  }

  int outputCount() {
    return Math.max(outputs.length, 1);
  }

  boolean isLeaf() {
    return operation == null;
  }

  @Nullable Operation operation() {
    return operation;
  }

  /** Returns the operation's name, or "leaf". */
  public String name() {
    return operation == null ? "leaf" : operation.name();
  }

  /** Returns the path of the module within which the call was made, or "". */
  public String path() {
    return path;
  }

  /** Returns the number of inputs. */
  public int inputCount() {
    return inputs().length;
  }

  /**
   * Returns an input.
   *
   * @throws IllegalStateException if the operation does not keep its inputs
   */
  public Tensor input(int index) {
    Tensor input = inputs()[index];
    if (!input.hasElements()) {
      throw new IllegalStateException(
          "["
              + name()
              + "] backward reads an input: expected keeps() to include the inputs, got it without.");
    }
    try {
      input.requireFresh();
    } catch (StaleTensorException e) {
      throw e.neededBy(name(), index);
    }
    return input;
  }

  /** Returns the shape of an input. */
  public Shape inputShape(int index) {
    return inputs()[index].shape();
  }

  /** Returns the element type of an input. */
  public DType inputDType(int index) {
    return inputs()[index].dtype();
  }

  /**
   * Returns an output.
   *
   * @throws IllegalStateException if the operation does not keep its outputs
   */
  public Tensor output(int index) {
    inputs();
    Tensor output = index < outputs.length ? outputs[index] : null;
    if (output == null) {
      throw new IllegalStateException(
          "["
              + name()
              + "] backward reads an output: expected keeps() to include the outputs, got it"
              + " without.");
    }
    return output;
  }

  /** Returns the only output, or the first. */
  public Tensor output() {
    return output(0);
  }

  /** Returns whether the gradient with respect to an input is asked for. */
  public boolean needs(int index) {
    Call source = inputs()[index].call();
    return source != null && (walk == null || walk.needs(source));
  }

  /** Returns the inputs, as far as they are kept. */
  Tensor[] inputs() {
    Tensor[] current = inputs;
    if (current == null) {
      throw new IllegalStateException(
          "[backward] this graph was walked back before and let go: expected one backward for each forward,"
              + " got a second one at ["
              + name()
              + "]. Hint: Backward.of(…).keepGraph() keeps it for another walk.");
    }
    return current;
  }

  /** Lets go of everything kept for backward. */
  void release() {
    inputs = null;
    outputs = NONE;
    walk = null;
  }
}
