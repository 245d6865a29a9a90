package org.gradus.core.recurrent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What a fused recurrence is computed from.
 *
 * @param projected the input's part of the sums of all steps
 * @param weight the recurrent weight (sums · H, H)
 * @param initial the parts of the state before the first step (N, H)
 * @param extra a further parameter of the cell, in rows of H; null for none
 */
record Inputs(Tensor projected, Tensor weight, List<Tensor> initial, @Nullable Tensor extra) {
  /** The place of the input's part of the sums in {@link #toArray}. */
  static final int PROJECTED = 0;

  /** The place of the weight. */
  static final int WEIGHT = 1;

  /** The place of the first part of the initial state. */
  static final int INITIAL = 2;

  /** Takes apart what {@link #toArray} put together, for a cell of so many parts of the state. */
  static Inputs of(int states, Tensor... inputs) {
    int end = INITIAL + states;
    return new Inputs(
        inputs[PROJECTED],
        inputs[WEIGHT],
        Arrays.asList(inputs).subList(INITIAL, end),
        inputs.length == end ? null : inputs[end]);
  }

  /** Returns the tensors in their order. */
  Tensor[] toArray() {
    List<Tensor> all = new ArrayList<>(List.of(projected, weight));
    all.addAll(initial);
    if (extra != null) {
      all.add(extra);
    }
    return all.toArray(Tensor[]::new);
  }

  /** Returns the number H of hidden units. */
  int hidden() {
    return weight.size(1);
  }
}
