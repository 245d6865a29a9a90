package org.gradus.layers.preset;

import java.util.function.Predicate;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.Glorot;
import org.gradus.layers.initialization.He;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.initialization.Orthogonal;
import org.gradus.layers.initialization.Stacked;
import org.gradus.layers.initialization.Uniform;
import org.gradus.layers.module.Initialization;
import org.gradus.layers.module.Initialization.Target;
import org.gradus.layers.module.ParameterRole;
import org.gradus.layers.recurrent.Lstm;
import org.gradus.layers.recurrent.RecurrentCell;

/**
 * Initializations by name, to be refined by further rules.
 *
 * <pre>{@code
 * Construction.of(DType.FLOAT32, random)
 *     .with(Presets.keras().where("head/weight", Constant.zeros()))
 *     .build(model, Shape.of(1, 40));
 * }</pre>
 *
 * <p>What a weight, a bias and a table is, modules say by their parameters' {@linkplain
 * ParameterRole roles}. What is none of these starts as its config says in all of them.
 */
public final class Presets {
  /** Ones for the second of the gates i, f, g, o. */
  private static final Initializer FORGET =
      Stacked.of(Constant.zeros(), Constant.ones(), Constant.zeros(), Constant.zeros());

  private Presets() {}

  /**
   * Returns PyTorch's: uniform between ±1 / √fan-in for weights and biases, standard normal for
   * embeddings. The defaults of the layers' configs are just that, so this has no rules.
   */
  public static Initialization pytorch() {
    return Initialization.asConfigured();
  }

  /**
   * Returns Keras's: {@link Glorot} uniform for weights, uniform between ±0.05 for tables, {@link
   * Orthogonal} for the weights of a recurrent state, and zeros for biases, but ones for the forget
   * gate of an {@link Lstm}.
   */
  public static Initialization keras() {
    return Initialization.asConfigured()
        .where(is(ParameterRole.WEIGHT), Glorot.uniform())
        .where(is(ParameterRole.TABLE), new Uniform(-0.05, 0.05))
        .where(Presets::isRecurrent, new Orthogonal())
        .where(is(ParameterRole.BIAS), Constant.zeros())
        .where(Presets::isLstmBias, FORGET);
  }

  /**
   * Returns the lecture's: {@link He}'s normal initialization for weights, of variance 2 / fan-in,
   * which keeps the activations of a network of ReLUs as large from layer to layer, and zeros for
   * biases. Tables, which no activation function precedes, start as their configs say.
   */
  public static Initialization lecture() {
    return Initialization.asConfigured()
        .where(is(ParameterRole.WEIGHT), He.normal())
        .where(is(ParameterRole.BIAS), Constant.zeros());
  }

  private static Predicate<Target> is(ParameterRole role) {
    return target -> target.role() == role;
  }

  private static boolean isRecurrent(Target target) {
    return target.owner().filter(RecurrentCell.class::isInstance).isPresent()
        && target.name().equals("recurrent-weight");
  }

  private static boolean isLstmBias(Target target) {
    return target.owner().filter(Lstm.class::isInstance).isPresent()
        && target.name().equals("input-bias");
  }
}
