package org.gradus.layers.contract;

import org.gradus.core.contract.Contract;
import org.gradus.core.contract.ContractViolationError;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.initialization.InitializerProvider;

/**
 * Checks that an initializer keeps its contract: JSON keeps its settings; values have the type and
 * shape that was asked for and are finite; the same source gives the same values; FLOAT32 gives
 * those of FLOAT64, rounded.
 */
public final class InitializerContract {
  private static final long SEED = 1;

  private InitializerContract() {}

  /** As {@link #check(Initializer, Shape, Plugins)}, with all plugins that can be found. */
  public static void check(Initializer initializer, Shape weight) {
    check(initializer, weight, Plugins.load());
  }

  /**
   * Checks an initializer.
   *
   * @param weight the shape of a weight (outputs, inputs, kernel …) that it can make
   * @param plugins has the initializer
   * @throws ContractViolationError at the first rule that is broken
   * @throws org.gradus.core.plugin.UnknownComponentException if no provider lists it
   */
  public static void check(Initializer initializer, Shape weight, Plugins plugins) {
    Contract contract = Contract.of(initializer, InitializerProvider.class, plugins);
    Initializer same =
        contract.requireJson(initializer, InitializerProvider.class, made -> made, plugins);
    Tensor wide = create(initializer, DType.FLOAT64, weight);
    Tensor narrow = create(initializer, DType.FLOAT32, weight);
    contract.requireEqual("values have the shape that is asked for", weight, wide.shape());
    contract.requireEqual("values have the type that is asked for", DType.FLOAT64, wide.dtype());
    contract.requireEqual("values have the type that is asked for", DType.FLOAT32, narrow.dtype());
    for (double value : wide.toDoubles()) {
      contract.require(
          Double.isFinite(value), "values are finite", "a number", String.valueOf(value));
    }
    contract.requireEqual(
        "FLOAT32 gives the values of FLOAT64, rounded", wide.cast(DType.FLOAT32), narrow);
    contract.requireEqual(
        "the same source gives the same values", wide, create(same, DType.FLOAT64, weight));
  }

  private static Tensor create(Initializer initializer, DType dtype, Shape weight) {
    return initializer.create(dtype, weight, RandomSource.of(SEED));
  }
}
