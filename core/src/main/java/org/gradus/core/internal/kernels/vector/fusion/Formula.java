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
   * One operation on the results of as many steps as it takes.
   *
   * @param first the first of these steps, 0 where it takes none; so the others
   * @param immediate a number that belongs to the operation, 0 where it has none
   */
  record Step(Operation operation, int first, int second, int third, int immediate) {
    /** Returns the step whose result is the operand of a number. */
    int operand(int index) {
      return switch (index) {
        case 0 -> first;
        case 1 -> second;
        default -> third;
      };
    }

    /** Returns this step on steps that were moved to other places. */
    Step moved(int[] places) {
      int operands = operation.operands();
      return new Step(
          operation,
          operands > 0 ? places[first] : 0,
          operands > 1 ? places[second] : 0,
          operands > 2 ? places[third] : 0,
          immediate);
    }
  }

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
