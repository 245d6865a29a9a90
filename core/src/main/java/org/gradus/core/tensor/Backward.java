package org.gradus.core.tensor;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reverse-mode differentiation: walks the recorded calls from a result back to the leaves.
 *
 * <p>{@link Tensor#backward()} is the short form. Graphs may be of any depth, and what the walk no
 * longer needs is let go of.
 *
 * <pre>{@code
 * Gradients g = Backward.of(loss).withRespectTo(x).differentiable().run();
 * Tensor penalty = g.of(x).square().sum();
 * }</pre>
 *
 * <p>A graph is walked by one thread at a time.
 */
public final class Backward {
  private final Tensor output;
  private @Nullable Tensor seed;
  private boolean differentiable;
  private boolean keepGraph;
  private @Nullable Set<Call> wantedLeaves;
  private final Map<Call, boolean[]> wantedOutputs = new IdentityHashMap<>();

  private Backward(Tensor output) {
    this.output = output;
  }

  /** Starts the description of a walk from a result. */
  public static Backward of(Tensor output) {
    return new Backward(output);
  }

  /**
   * Sets the upstream gradient; 1 by default, if the result has one element.
   *
   * @throws ShapeException if it has not the result's shape
   */
  public Backward from(Tensor upstream) {
    if (!upstream.shape().equals(output.shape())) {
      throw ShapeException.of(
          "backward",
          "the upstream gradient does not fit the result",
          output.shape().toString(),
          upstream.shape().toString());
    }
    if (upstream.dtype() != output.dtype()) {
      throw new DTypeException("backward", "the result's " + output.dtype(), upstream.dtype());
    }
    this.seed = upstream;
    return this;
  }

  /**
   * Asks for the gradients of these tensors only, leaves or intermediate results, and computes
   * nothing that they do not need. By default all leaves are asked for.
   *
   * @throws IllegalArgumentException if a tensor is not tracked
   */
  public Backward withRespectTo(Tensor... tensors) {
    if (wantedLeaves == null) {
      wantedLeaves = Collections.newSetFromMap(new IdentityHashMap<>());
    }
    for (Tensor tensor : tensors) {
      Call call = Gradients.callOf(tensor);
      if (call.isLeaf()) {
        wantedLeaves.add(call);
      } else {
        want(tensor, call);
      }
    }
    return this;
  }

  /** As {@link #withRespectTo(Tensor...)}, for parameters. */
  public Backward withRespectTo(Parameter... parameters) {
    Tensor[] tensors = new Tensor[parameters.length];
    for (int i = 0; i < tensors.length; i++) {
      tensors[i] = parameters[i].tensor();
    }
    return withRespectTo(tensors);
  }

  /** Asks for the gradients of these intermediate results besides those of the leaves. */
  public Backward alsoOf(Tensor... intermediates) {
    for (Tensor tensor : intermediates) {
      Call call = Gradients.callOf(tensor);
      if (!call.isLeaf()) {
        want(tensor, call);
      }
    }
    return this;
  }

  /**
   * Records the walk itself, so that the gradients can be differentiated again; keeps the graph.
   */
  public Backward differentiable() {
    this.differentiable = true;
    this.keepGraph = true;
    return this;
  }

  /** Keeps the graph for another walk. */
  public Backward keepGraph() {
    this.keepGraph = true;
    return this;
  }

  /**
   * Computes the gradients.
   *
   * @throws IllegalArgumentException if nothing was recorded, or the result has several elements
   *     and no upstream gradient was given
   * @throws StaleTensorException if a value that is needed was overwritten since
   * @throws IllegalStateException if the graph was walked back before and not kept
   */
  public Gradients run() {
    Call root = output.call();
    if (root == null) {
      throw new IllegalArgumentException(
          "[backward] nothing was recorded for this result: expected it to depend on a parameter or a"
              + " tracked tensor, got a constant of shape "
              + output.shape()
              + ". Hint: is it detached, of an integer type, or computed within noGrad?");
    }
    Tensor upstream = upstream();
    Scope scope = Scope.current();
    boolean recording = scope.recording;
    scope.recording = differentiable;
    try {
      return new Walk(this, GradientBuffers.of(scope)).from(root, output.outputIndex(), upstream);
    } finally {
      scope.recording = recording;
    }
  }

  private Tensor upstream() {
    if (seed != null) {
      return seed;
    }
    if (output.elements() != 1) {
      throw ShapeException.of(
          "backward",
          "the result is not a single number",
          "one element, or an upstream gradient by Backward.of(result).from(…)",
          output.elements() + " elements",
          output.shape());
    }
    return Tensor.ones(output.dtype(), output.shape());
  }

  boolean isDifferentiable() {
    return differentiable;
  }

  boolean keepsGraph() {
    return keepGraph;
  }

  /** Returns the leaves whose gradients are asked for, or null if those of all are. */
  @Nullable Set<Call> wantedLeaves() {
    return wantedLeaves;
  }

  /** Returns which outputs of which calls are asked for besides. */
  Map<Call, boolean[]> wantedOutputs() {
    return wantedOutputs;
  }

  private void want(Tensor tensor, Call call) {
    wantedOutputs.computeIfAbsent(call, c -> new boolean[tensor.outputIndex() + 1]);
    boolean[] marks = wantedOutputs.get(call);
    if (marks.length <= tensor.outputIndex()) {
      marks = Arrays.copyOf(marks, tensor.outputIndex() + 1);
      wantedOutputs.put(call, marks);
    }
    marks[tensor.outputIndex()] = true;
  }
}
