package org.gradus.losses.contract;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.contract.Contract;
import org.gradus.core.contract.ContractViolationError;
import org.gradus.core.gradcheck.GradCheck;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.loss.AdditiveLoss;
import org.gradus.losses.loss.Loss;
import org.gradus.losses.loss.LossProvider;

/**
 * Checks that a loss keeps its contract: JSON keeps its settings; it is finite, deterministic and
 * of the prediction's type; its gradients of first and second order are those of differences; a
 * target that would have to be broadcast is refused; and the losses of the examples, each times its
 * divisor, add up to that of the batch.
 *
 * <pre>{@code
 * LossContract.check(new MeanSquaredError(), Tensor.of(1d, 2d, 3d), Tensor.of(1d, 0d, 5d));
 * }</pre>
 */
public final class LossContract {
  private static final double FLOAT32_TOLERANCE = 1e-4;
  private static final double TOLERANCE = 1e-9;

  private LossContract() {}

  /** As {@link #check(Loss, Tensor, Tensor, Plugins)}, with all plugins that can be found. */
  public static void check(Loss loss, Tensor prediction, Tensor target) {
    check(loss, prediction, target, Plugins.load());
  }

  /**
   * Checks a loss.
   *
   * @param prediction FLOAT64, around which the loss is smooth
   * @param target FLOAT64 or INT32, as the loss takes it
   * @param plugins has the loss
   * @throws ContractViolationError at the first rule that is broken
   * @throws org.gradus.core.gradcheck.GradientMismatchError at the first gradient that is wrong
   * @throws org.gradus.core.plugin.UnknownComponentException if no provider lists the loss
   */
  public static void check(Loss loss, Tensor prediction, Tensor target, Plugins plugins) {
    Contract contract = Contract.of(loss, LossProvider.class, plugins);
    Loss same = contract.requireJson(loss, LossProvider.class, made -> made, plugins);
    Tensor value = loss.of(prediction, target);
    contract.requireEqual("the loss has the prediction's type", DType.FLOAT64, value.dtype());
    for (double element : value.toDoubles()) {
      contract.require(
          Double.isFinite(element), "the loss is finite", "a number", String.valueOf(element));
    }
    contract.requireEqual("the loss is deterministic", value, same.of(prediction, target));
    if (loss instanceof AdditiveLoss additive) {
      contract.requireEqual(
          "its parts have the shape that it says",
          additive.parts(prediction),
          additive.each(prediction, target).shape());
    }
    checkFloat32(contract, loss, prediction, target, value);
    checkDivisor(contract, loss, prediction, target, value);
    checkThatNothingIsBroadcast(contract, loss, prediction, target);
    GradCheck.of(in -> loss.of(in[0], target)).named("prediction").checkSecondOrder(prediction);
  }

  private static void checkFloat32(
      Contract contract, Loss loss, Tensor prediction, Tensor target, Tensor expected) {
    Tensor narrowTarget = target.dtype().isFloating() ? target.cast(DType.FLOAT32) : target;
    Tensor got = loss.of(prediction.cast(DType.FLOAT32), narrowTarget);
    contract.requireEqual("the loss has the prediction's type", DType.FLOAT32, got.dtype());
    contract.require(
        got.cast(DType.FLOAT64).isClose(expected, FLOAT32_TOLERANCE, FLOAT32_TOLERANCE),
        "the loss in FLOAT32 is that in FLOAT64, rounded",
        expected.toString(),
        got.toString());
  }

  private static void checkDivisor(
      Contract contract, Loss loss, Tensor prediction, Tensor target, Tensor value) {
    boolean examples = prediction.rank() > 0 && target.rank() > 0 && value.elements() == 1;
    if (!examples || prediction.size(0) != target.size(0)) {
      return;
    }
    double sum = 0;
    for (int n = 0; n < target.size(0); n++) {
      Tensor x = prediction.slice(0, n, n + 1);
      Tensor y = target.slice(0, n, n + 1);
      double divisor = loss.divisor(x, y);
      // What divides by nothing has no loss, and counts nothing.
      sum += divisor == 0 ? 0 : divisor * loss.of(x, y).item();
    }
    double whole = loss.divisor(prediction, target) * value.item();
    contract.require(
        Math.abs(whole - sum) <= TOLERANCE * (1 + Math.abs(sum)),
        "losses times their divisors add up over the examples",
        String.valueOf(sum),
        String.valueOf(whole));
  }

  private static void checkThatNothingIsBroadcast(
      Contract contract, Loss loss, Tensor prediction, Tensor target) {
    List<Tensor> others = new ArrayList<>();
    others.add(target.unsqueeze(0));
    others.add(target.unsqueeze(-1));
    for (int axis = 0; axis < target.rank(); axis++) {
      if (target.shape().equals(prediction.shape()) && target.size(axis) > 1) {
        others.add(target.slice(axis, 0, 1));
      }
    }
    for (Tensor other : others) {
      contract.require(
          isRefused(loss, prediction, other),
          "a target of another shape is refused",
          "a ShapeException for a target of shape " + other.shape(),
          "a loss");
    }
  }

  private static boolean isRefused(Loss loss, Tensor prediction, Tensor target) {
    try {
      loss.of(prediction, target);
      return false;
    } catch (ShapeException expected) {
      return true;
    }
  }
}
