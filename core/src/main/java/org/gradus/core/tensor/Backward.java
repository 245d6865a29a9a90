package org.gradus.core.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reverse-mode differentiation: walks the recorded calls from a result back to the leaves.
 *
 * <p>{@link Tensor#backward()} is the short form. The walk is iterative, so that graphs may be of
 * any depth, visits every call once, in an order that depends on the graph alone, and lets go of
 * what it no longer needs.
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
  private final Map<Call, boolean[]> wantedOutputs;

  private Backward(Tensor output) {
    this.output = output;
    this.wantedOutputs = new IdentityHashMap<>();
  }

  /** Creates a walk as described by another one: calls tell walks apart by their identity. */
  private Backward(Backward description) {
    this.output = description.output;
    this.seed = description.seed;
    this.differentiable = description.differentiable;
    this.keepGraph = description.keepGraph;
    this.wantedLeaves = description.wantedLeaves;
    this.wantedOutputs = description.wantedOutputs;
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
    return new Backward(this).gradients();
  }

  private Gradients gradients() {
    Call root = output.call();
    if (root == null) {
      throw new IllegalArgumentException(
          "[backward] nothing was recorded for this result: expected it to depend on a parameter or a"
              + " tracked tensor, got a constant of shape "
              + output.shape()
              + ". Hint: is it detached, of an integer type, or computed within noGrad?");
    }
    Tensor upstream = seed;
    if (upstream == null) {
      if (output.elements() != 1) {
        throw ShapeException.of(
            "backward",
            "the result is not a single number",
            "one element, or an upstream gradient by Backward.of(result).from(…)",
            output.elements() + " elements",
            output.shape());
      }
      upstream = Tensor.ones(output.dtype(), output.shape());
    }
    Scope scope = Scope.current();
    boolean recording = scope.recording;
    scope.recording = differentiable;
    try {
      Map<Call, @Nullable Accumulator[]> results = new IdentityHashMap<>();
      if (!root.isLeaf()) {
        discover(root);
      }
      deliver(root, output.outputIndex(), upstream, results);
      if (!root.isLeaf()) {
        walk(root, results);
      }
      wantedOutputs.forEach((call, marks) -> results.putIfAbsent(call, unreached(marks.length)));
      return new Gradients(results);
    } finally {
      scope.recording = recording;
    }
  }

  /** Returns the places of gradients that were asked for and that the result does not depend on. */
  private static @Nullable Accumulator[] unreached(int outputs) {
    return new Accumulator[outputs];
  }

  /** Returns whether the gradient at a call's outputs is asked for in this walk. */
  boolean needs(Call call) {
    return call.isLeaf() ? wantedLeaves == null || wantedLeaves.contains(call) : call.useful;
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

  /** Counts for every call how many uses of its outputs will deliver a gradient. */
  private void discover(Call root) {
    boolean prune = wantedLeaves != null;
    enter(root, prune);
    ArrayDeque<Call> open = new ArrayDeque<>();
    List<Call> found = new ArrayList<>();
    open.push(root);
    while (!open.isEmpty()) {
      Call call = open.pop();
      if (prune) {
        found.add(call);
      }
      for (Tensor input : call.inputs()) {
        Call source = input.call();
        if (source != null && !source.isLeaf()) {
          if (source.walk != this) {
            enter(source, prune);
            open.push(source);
          }
          source.pending++;
        }
      }
    }
    if (prune) {
      markUseful(root, found.size());
    }
  }

  private void enter(Call call, boolean prune) {
    call.walk = this;
    call.pending = 0;
    call.useful = !prune;
    call.gradients = null;
  }

  /** Marks the calls on the way to something wanted, sources before users. */
  private void markUseful(Call root, int count) {
    List<Call> order = new ArrayList<>(count);
    Map<Call, Integer> uses = new IdentityHashMap<>(count);
    ArrayDeque<Call> ready = new ArrayDeque<>();
    ready.push(root);
    while (!ready.isEmpty()) {
      Call call = ready.pop();
      order.add(call);
      for (Tensor input : call.inputs()) {
        Call source = input.call();
        if (source != null && !source.isLeaf()) {
          int seen = uses.merge(source, 1, Integer::sum);
          if (seen == source.pending) {
            ready.push(source);
          }
        }
      }
    }
    for (int i = order.size() - 1; i >= 0; i--) {
      Call call = order.get(i);
      call.useful = wantedOutputs.containsKey(call) || needsAny(call.inputs());
    }
  }

  private boolean needsAny(Tensor[] inputs) {
    for (Tensor input : inputs) {
      Call source = input.call();
      if (source != null && needs(source)) {
        return true;
      }
    }
    return false;
  }

  private void walk(Call root, Map<Call, @Nullable Accumulator[]> results) {
    ArrayDeque<Call> ready = new ArrayDeque<>();
    ready.push(root);
    while (!ready.isEmpty()) {
      Call call = ready.pop();
      Tensor[] inputs = call.inputs();
      @Nullable Tensor[] gradients = vjp(call, results);
      for (int i = 0; i < inputs.length; i++) {
        Call source = inputs[i].call();
        if (source == null) {
          continue;
        }
        Tensor gradient = gradients == null ? null : gradients[i];
        if (gradient != null && needs(source)) {
          deliver(source, inputs[i].outputIndex(), checked(call, i, gradient), results);
        }
        if (!source.isLeaf() && --source.pending == 0) {
          ready.push(source);
        }
      }
      if (!keepGraph) {
        call.release();
      }
    }
  }

  /** Returns the gradients of a call's inputs, or null if none arrived at its outputs. */
  private @Nullable Tensor @Nullable [] vjp(Call call, Map<Call, @Nullable Accumulator[]> results) {
    @Nullable Accumulator[] arrived = call.gradients;
    Operation operation = call.operation();
    if (arrived == null || operation == null || !call.useful) {
      return null;
    }
    call.gradients = null;
    boolean[] wanted = wantedOutputs.get(call);
    @Nullable Tensor[] upstream = new Tensor[arrived.length];
    for (int i = 0; i < arrived.length; i++) {
      upstream[i] = arrived[i] == null ? null : arrived[i].sum();
    }
    if (wanted != null) {
      results.put(call, arrived);
      if (!needsAny(call.inputs())) {
        return null;
      }
    }
    @Nullable Tensor[] gradients = operation.vjpAll(call, upstream);
    if (Scope.current().tracingNonFinite) {
      NonFinite.checkBackward(call, upstream, gradients);
    }
    return gradients;
  }

  private void deliver(
      Call target, int index, Tensor gradient, Map<Call, @Nullable Accumulator[]> results) {
    @Nullable Accumulator[] places;
    if (target.isLeaf()) {
      places = results.computeIfAbsent(target, c -> new Accumulator[1]);
    } else {
      places = target.gradients;
      if (places == null) {
        places = new Accumulator[target.outputCount()];
        target.gradients = places;
      }
    }
    Accumulator place = places[index];
    if (place == null) {
      places[index] = new Accumulator(gradient);
    } else {
      place.add(gradient, differentiable);
    }
  }

  private static Tensor checked(Call call, int index, Tensor gradient) {
    if (!gradient.shape().equals(call.inputShape(index))) {
      throw ShapeException.of(
          call.name(),
          "its vjp returned a gradient that does not fit input " + index,
          call.inputShape(index).toString(),
          gradient.shape().toString());
    }
    return gradient;
  }
}
