package org.gradus.layers.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.core.contract.Contract;
import org.gradus.core.contract.ContractViolationError;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.ModuleProvider;

/**
 * Checks that a module keeps its contract, in FLOAT64:
 *
 * <ul>
 *   <li>JSON keeps its config, and the registry makes of it what it was;
 *   <li>paths of parameters and buffers are unique and stay the same, and initial values depend on
 *       the seed alone;
 *   <li>results have the shape that {@code build} promised, and the type of the parameters; batches
 *       of another size than that of the build are taken;
 *   <li>evaluation is deterministic and changes neither parameters nor buffers; training changes no
 *       parameters; neither changes the input;
 *   <li>in evaluation and in training the gradients with respect to the input and all parameters
 *       are those of differences;
 *   <li>saved and loaded it gives the same results, bit for bit.
 * </ul>
 *
 * <pre>{@code
 * ModuleContract.check(new Linear.Config(3), Shape.of(2, 4));
 * }</pre>
 *
 * <p>Differences are taken of every element, so inputs should be small. The module must be smooth
 * around the input; {@link #check(Module.Config, Tensor)} is for modules that are not everywhere,
 * or that take integers.
 */
public final class ModuleContract {
  private static final long SEED = 1;

  private ModuleContract() {}

  /**
   * Checks a module on normal numbers, with all plugins that can be found.
   *
   * @throws ContractViolationError at the first rule that is broken
   * @throws org.gradus.core.gradcheck.GradientMismatchError at the first gradient that is wrong
   * @throws org.gradus.core.plugin.UnknownComponentException if no provider lists the module
   */
  public static void check(Module.Config config, Shape input) {
    check(config, normalNumbers(input));
  }

  /** Returns the input of a check that is given its shape alone. */
  static Tensor normalNumbers(Shape shape) {
    double[] values = new double[shape.elements()];
    RandomSource.of(SEED).stream("input").fillGaussian(values, 0, values.length);
    return Tensor.of(values, shape);
  }

  /** As {@link #check(Module.Config, Tensor, Plugins)}, with all plugins that can be found. */
  public static void check(Module.Config config, Tensor input) {
    check(config, input, Plugins.load());
  }

  /**
   * Checks a module.
   *
   * @param input FLOAT64, or INT32 for modules that take integers
   * @param plugins has the module
   * @throws ContractViolationError at the first rule that is broken
   * @throws org.gradus.core.gradcheck.GradientMismatchError at the first gradient that is wrong
   * @throws org.gradus.core.plugin.UnknownComponentException if no provider lists the module
   */
  public static void check(Module.Config config, Tensor input, Plugins plugins) {
    Contract contract = Contract.of(config, ModuleProvider.class, plugins);
    Module module = contract.requireJson(config, ModuleProvider.class, Module::config, plugins);
    Shape promised = build(module, input.shape());
    checkState(contract, module);
    checkRebuilding(contract, module, plugins.create(config), input.shape());
    checkEvaluation(contract, module, input, promised);
    checkTraining(contract, module, input, promised);
    ModuleGradients.check(module, input, Context::eval);
    ModuleGradients.check(module, input, ModuleContract::training);
    SavedModule.check(contract, module, input, plugins);
  }

  private static Context training() {
    return Context.train(RandomSource.of(SEED).stream("training"));
  }

  private static Shape build(Module module, Shape input) {
    return module.build(input, Construction.of(DType.FLOAT64, RandomSource.of(SEED)));
  }

  /** Returns the values of all parameters and buffers now, by path. */
  static Map<String, Tensor> state(Module module) {
    Map<String, Tensor> state = new LinkedHashMap<>();
    module.parameters().forEach((path, value) -> state.put(path, value.tensor().copy()));
    module.buffers().forEach((path, value) -> state.put(path, value.tensor().copy()));
    return state;
  }

  private static void checkState(Contract contract, Module module) {
    contract.requireEqual(
        "paths of parameters and buffers are unique", ownValues(module), state(module).size());
    module
        .parameters()
        .forEach(
            (path, parameter) ->
                contract.requireEqual(
                    "parameters have the type of the construction (" + path + ")",
                    DType.FLOAT64,
                    parameter.dtype()));
  }

  /** Returns the number of parameters and buffers of the module and all modules in it. */
  private static int ownValues(Module module) {
    int count = module.ownParameters().size() + module.ownBuffers().size();
    for (Module child : module.children().values()) {
      count += ownValues(child);
    }
    return count;
  }

  private static void checkRebuilding(Contract contract, Module module, Module again, Shape input) {
    build(again, input);
    contract.requireEqual(
        "modules of one config have the same paths", state(module).keySet(), state(again).keySet());
    contract.requireEqual(
        "initial values depend on the seed and the path alone", state(module), state(again));
  }

  private static void checkEvaluation(
      Contract contract, Module module, Tensor input, Shape promised) {
    Map<String, Tensor> before = state(module);
    Tensor given = input.copy();
    Tensor result = module.forward(input);
    contract.requireEqual("results have the shape that build returned", promised, result.shape());
    contract.require(
        !result.dtype().isFloating() || result.dtype() == DType.FLOAT64,
        "results have the type of the parameters",
        DType.FLOAT64.name(),
        result.dtype().name());
    contract.requireEqual("evaluation is deterministic", result, module.forward(input));
    contract.requireEqual("evaluation changes no state", before, state(module));
    checkBatchSize(contract, module, input, result.shape());
    contract.requireEqual("evaluation does not change its input", given, input);
  }

  private static void checkBatchSize(Contract contract, Module module, Tensor input, Shape result) {
    if (input.rank() > 0 && result.rank() > 0) {
      Tensor twice = module.forward(Shaping.concatenate(0, input, input));
      contract.requireEqual(
          "a batch of twice the size has twice the results",
          result.withSize(0, 2 * result.size(0)),
          twice.shape());
    }
  }

  private static void checkTraining(
      Contract contract, Module module, Tensor input, Shape promised) {
    Map<String, Tensor> before = state(module);
    Tensor given = input.copy();
    Tensor result = Autograd.noGrad(() -> module.forward(input, training()));
    contract.requireEqual(
        "results of training have the shape that build returned", promised, result.shape());
    Map<String, Tensor> after = state(module);
    before.keySet().retainAll(module.parameters().keySet());
    after.keySet().retainAll(module.parameters().keySet());
    contract.requireEqual("a pass of training changes no parameters", before, after);
    contract.requireEqual("training does not change its input", given, input);
  }
}
