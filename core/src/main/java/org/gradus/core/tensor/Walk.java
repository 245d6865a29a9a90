package org.gradus.core.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One walk over the recorded calls, as {@link Backward} describes it.
 *
 * <p>It is iterative, so that graphs may be of any depth, visits every call once, in an order that
 * depends on the graph alone, and lets go of what it no longer needs: calls and, within a {@link
 * Workspace}, gradients that have been passed on. Calls tell walks apart by their identity.
 */
final class Walk {
  private final boolean differentiable;
  private final boolean keepGraph;
  private final @Nullable Set<Call> wantedLeaves;
  private final Map<Call, boolean[]> wantedOutputs;
  private final GradientBuffers buffers;
  private Map<Call, @Nullable Accumulator[]> results = new IdentityHashMap<>();

  Walk(Backward description, GradientBuffers buffers) {
    this.differentiable = description.isDifferentiable();
    this.keepGraph = description.keepsGraph();
    this.wantedLeaves = description.wantedLeaves();
    this.wantedOutputs = description.wantedOutputs();
    this.buffers = buffers;
  }

  /** Walks from an output of a call with its gradient. */
  Gradients from(Call root, int outputIndex, Tensor upstream) {
    if (!root.isLeaf()) {
      discover(root);
    }
    deliver(root, outputIndex, upstream);
    if (!root.isLeaf()) {
      walk(root);
    }
    wantedOutputs.forEach((call, marks) -> results.putIfAbsent(call, unreached(marks.length)));
    Gradients gradients = new Gradients(results);
    results =
        Map.of(); // Calls of a graph that is kept hold this walk, and must not hold the gradients.
    return gradients;
  }

  /** Returns the places of gradients that were asked for and that the result does not depend on. */
  private static @Nullable Accumulator[] unreached(int outputs) {
    return new Accumulator[outputs];
  }

  /** Returns whether the gradient at a call's outputs is asked for in this walk. */
  boolean needs(Call call) {
    return call.isLeaf() ? wantedLeaves == null || wantedLeaves.contains(call) : call.useful;
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

  private void walk(Call root) {
    ArrayDeque<Call> ready = new ArrayDeque<>();
    ready.push(root);
    while (!ready.isEmpty()) {
      Call call = ready.pop();
      Tensor[] inputs = call.inputs();
      int mark = buffers.mark();
      @Nullable Accumulator[] arrived = call.gradients;
      @Nullable Tensor[] gradients = vjp(call, arrived);
      for (int i = 0; i < inputs.length; i++) {
        Call source = inputs[i].call();
        if (source == null) {
          continue;
        }
        Tensor gradient = gradients == null ? null : gradients[i];
        if (gradient != null && needs(source)) {
          deliver(source, inputs[i].outputIndex(), checked(call, i, gradient));
        }
        if (!source.isLeaf() && --source.pending == 0) {
          ready.push(source);
        }
      }
      buffers.recycleFrom(mark);
      if (arrived != null && !wantedOutputs.containsKey(call)) {
        letGo(arrived);
      }
      call.gradients = null;
      if (!keepGraph) {
        call.release();
      }
    }
  }

  private void letGo(@Nullable Accumulator[] places) {
    for (Accumulator place : places) {
      if (place != null) {
        buffers.letGo(place.sum());
      }
    }
  }

  /** Returns the gradients of a call's inputs, or null if none arrived at its outputs. */
  private @Nullable Tensor @Nullable [] vjp(Call call, @Nullable Accumulator @Nullable [] arrived) {
    Operation operation = call.operation();
    if (arrived == null || operation == null || !call.useful) {
      return null;
    }
    @Nullable Tensor[] upstream = new Tensor[arrived.length];
    for (int i = 0; i < arrived.length; i++) {
      upstream[i] = arrived[i] == null ? null : arrived[i].sum();
    }
    if (wantedOutputs.containsKey(call)) {
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

  private void deliver(Call target, int index, Tensor gradient) {
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
      buffers.hold(gradient);
      return;
    }
    Tensor before = place.sum();
    place.add(gradient, differentiable);
    buffers.hold(place.sum());
    buffers.letGo(before);
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
