package org.gradus.regularization.regularizer;

import java.util.function.Predicate;
import org.gradus.core.plugin.ComponentConfig;
import org.gradus.optimizers.training.Technique;

/**
 * Takes part in every step of training, so that the network generalizes better: it changes what is
 * minimized before the step, or the parameters after it, or both.
 *
 * <pre>{@code
 * Regularizer regularizer = new L2(1e-4);
 * …
 * Tensor loss = crossEntropy.of(model.forward(x, context), y);
 * Objective objective = Objective.of(loss, model);
 * optimizer.step(regularizer.regularized(objective).backward());
 * regularizer.constrain(objective.parameters());
 * }</pre>
 *
 * <p>Each kind overrides what it needs: a {@link Penalty} of the parameters adds to the loss; a
 * penalty of gradients differentiates the loss in {@link #regularized}, by {@code
 * Backward.of(objective.loss()).differentiable()}, and adds a function of what it finds; a
 * constraint sets parameters in {@link #constrain}. A {@link Technique} that is no regularizer has
 * state, or takes part in another way.
 *
 * <p>A regularizer has no state: it is a record of its settings, and that record is what is written
 * to JSON. It is listed by a {@link RegularizerProvider} as
 *
 * <pre>{@code Component.of("l2", L2.class, Function.identity())}</pre>
 */
public interface Regularizer extends Technique, ComponentConfig<RegularizerProvider> {
  /**
   * Returns this regularizer for the parameters alone whose paths a predicate accepts, biases too,
   * as a technique of training. What is written to JSON chooses by patterns instead, {@link
   * Selection}.
   *
   * <pre>{@code
   * trainer.with(new L2(1e-4).where(path -> !path.startsWith("head/") && path.endsWith("weight")))
   * }</pre>
   *
   * <p>The technique throws {@link IllegalArgumentException} if there is no such parameter.
   *
   * @param chosen whether a parameter of a path takes part
   */
  default Technique where(Predicate<String> chosen) {
    return new Restricted(this, chosen);
  }
}
