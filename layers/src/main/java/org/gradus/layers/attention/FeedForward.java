package org.gradus.layers.attention;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.core.dropout.Dropouts;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.BuildException;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.jspecify.annotations.Nullable;

/**
 * The part of a transformer block that treats each step alone: y = outer(drop(f(inner(x)))), inner
 * to {@code hidden} features and outer back.
 */
final class FeedForward {
  private final Linear inner;
  private final Module activation;
  private final double dropout;
  private @Nullable Linear outer;
  private final Map<String, Module> children = new LinkedHashMap<>();

  FeedForward(int hidden, Module activation, double dropout) {
    this.inner = Linear.of(hidden);
    this.activation = activation;
    this.dropout = dropout;
    children.put("inner", inner);
    children.put("activation", activation);
  }

  void build(Shape input, Construction construction) {
    Shape hidden = construction.build("inner", inner, input);
    Shape activated = construction.build("activation", activation, hidden);
    Linear last = Linear.of(input.size(-1));
    outer = last;
    children.put("outer", last);
    construction.build("outer", last, activated);
  }

  Tensor forward(Tensor x, Context context) {
    Tensor hidden = context.forward("inner", inner, x);
    Tensor active = context.forward("activation", activation, hidden);
    Linear last = outer;
    if (last == null) {
      throw BuildException.notBuilt("feed-forward", context);
    }
    return context.forward("outer", last, drop(active, dropout, context));
  }

  Map<String, Module> children() {
    return children;
  }

  /** Returns x with elements dropped in training. */
  static Tensor drop(Tensor x, double p, Context context) {
    return p > 0 && context.isRandom() ? Dropouts.elements(x, p, context.random()) : x;
  }
}
