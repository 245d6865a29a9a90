package org.gradus.layers.contract;

import org.gradus.core.contract.Contract;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Normalizer;
import org.gradus.layers.module.NormalizerProvider;

/**
 * Checks that a normalizer keeps its contract, in FLOAT64: that of every module ({@link
 * ModuleContract}), and
 *
 * <ul>
 *   <li>the registry knows it as a normalizer;
 *   <li>results have the shape of the input;
 *   <li>an example gives the same alone as among others, unless {@link Normalizer#mixesExamples}
 *       says otherwise.
 * </ul>
 */
public final class NormalizerContract {
  private static final long SEED = 1;
  private static final double TOLERANCE = 1e-9;

  private NormalizerContract() {}

  /**
   * Checks a normalizer on normal numbers, with all plugins that can be found.
   *
   * @param input the shape of a batch of at least two examples, which are along the first axis
   * @throws org.gradus.core.contract.ContractViolationError at the first rule that is broken
   * @throws org.gradus.core.gradcheck.GradientMismatchError at the first gradient that is wrong
   * @throws org.gradus.core.plugin.UnknownComponentException if no provider lists the normalizer
   */
  public static void check(Normalizer.Config config, Shape input) {
    check(config, ModuleContract.normalNumbers(input), Plugins.load());
  }

  /**
   * Checks a normalizer.
   *
   * @param input FLOAT64, at least two examples along the first axis
   * @param plugins has the normalizer
   * @throws org.gradus.core.contract.ContractViolationError at the first rule that is broken
   * @throws org.gradus.core.gradcheck.GradientMismatchError at the first gradient that is wrong
   * @throws org.gradus.core.plugin.UnknownComponentException if no provider lists the normalizer
   */
  public static void check(Normalizer.Config config, Tensor input, Plugins plugins) {
    ModuleContract.check(config, input, plugins);
    Contract contract = Contract.of(config, NormalizerProvider.class, plugins);
    Normalizer normalizer = plugins.kind(NormalizerProvider.class).create(config);
    Shape result =
        normalizer.build(input.shape(), Construction.of(DType.FLOAT64, RandomSource.of(SEED)));
    contract.requireEqual("results have the shape of the input", input.shape(), result);
    checkAlone(contract, normalizer, input, Context.eval());
    checkAlone(contract, normalizer, input, Context.train(RandomSource.of(SEED)));
  }

  private static void checkAlone(
      Contract contract, Normalizer normalizer, Tensor input, Context context) {
    if (normalizer.mixesExamples(context.mode())) {
      return;
    }
    Tensor first = input.slice(0, 0, 1);
    Tensor among = Autograd.noGrad(() -> normalizer.forward(input, context)).slice(0, 0, 1).copy();
    Tensor alone = Autograd.noGrad(() -> normalizer.forward(first, context));
    contract.require(
        among.isClose(alone, TOLERANCE, TOLERANCE),
        "examples do not mix in " + context.mode(),
        among.toString(),
        alone.toString());
  }
}
