package org.gradus.core.internal.kernels.vector.fusion;

import java.util.List;

/**
 * What a loop computes for every element: steps in order, and which of their results are stored.
 *
 * <p>Parameters of functions are constants with a number here, so that functions of one class have
 * one formula, whatever their parameters.
 *
 * @param steps the steps; a step reads results of earlier ones
 * @param stores where results go
 * @param constants the number of constants
 */
record Formula(List<Step> steps, List<Store> stores, int constants) {
  Formula {
    steps = List.copyOf(steps);
    stores = List.copyOf(stores);
  }

  /**
   * One operation.
   *
   * @param operands the steps whose results it takes
   * @param immediate a number that belongs to the operation, 0 where it has none
   */
  record Step(Operation operation, List<Integer> operands, int immediate) {}

  /** Stores the result of a step as the element of a run. */
  record Store(int step, int run) {}

  /** Returns the runs that the formula stores to, as bits of a number. */
  int stored() {
    int runs = 0;
    for (Store store : stores) {
      runs |= 1 << store.run();
    }
    return runs;
  }

  /** Returns the runs whose elements the formula loads, as bits of a number. */
  int loaded() {
    int runs = 0;
    for (Step step : steps) {
      if (step.operation() == Operation.LOAD) {
        runs |= 1 << step.immediate();
      }
    }
    return runs;
  }
}
