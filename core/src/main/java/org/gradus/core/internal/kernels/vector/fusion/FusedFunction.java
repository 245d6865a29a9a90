package org.gradus.core.internal.kernels.vector.fusion;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The loops of one class of functions.
 *
 * <p>Functions of one class differ in parameters, which are constants of one loop; where parameters
 * decide what is computed, as the exponent of a power does, there are several loops.
 *
 * @param <F> the kind of function
 */
public final class FusedFunction<F> {
  private static final int MOST_KNOWN = 256;

  private final BiConsumer<F, FormulaLanes> definition;
  private final Map<Formula, FusedLoop> loops = new ConcurrentHashMap<>();

  /** Functions bound lately: an optimizer's is a new one in every step. */
  private final Map<F, BoundLoop> known = new ConcurrentHashMap<>();

  /** The function bound last, which is mostly the next one too. */
  private volatile @Nullable Binding<F> last;

  /**
   * Makes the place of the loops.
   *
   * @param definition writes what is to be computed for a function
   */
  public FusedFunction(BiConsumer<F, FormulaLanes> definition) {
    this.definition = definition;
  }

  /** Returns the loop of a function with its parameters. */
  public BoundLoop bind(F function) {
    Binding<F> binding = last;
    if (binding == null || !binding.isOf(function)) {
      if (known.size() > MOST_KNOWN) {
        known.clear();
      }
      binding = new Binding<>(function, known.computeIfAbsent(function, this::newlyBound));
      last = binding;
    }
    return binding.loop();
  }

  private BoundLoop newlyBound(F function) {
    FormulaLanes lanes = new FormulaLanes();
    try {
      definition.accept(function, lanes);
    } catch (NotFusedException e) {
      return new BoundLoop(null, new float[0]);
    }
    return new BoundLoop(
        loops.computeIfAbsent(lanes.formula(), LoopWriter::write), lanes.constants());
  }

  private record Binding<F>(F function, BoundLoop loop) {
    boolean isOf(F other) {
      return function == other || function.equals(other);
    }
  }
}
