package org.gradus.layers.attention;

import java.util.function.UnaryOperator;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * A part of a block with its normalizer and the way around both: x + drop(f(norm(x))) or norm(x +
 * drop(f(x))).
 *
 * @param name the name of the normalizer
 * @param norm the normalizer
 * @param settings the order, and the dropout
 */
record Residual(String name, Module norm, TransformerSettings settings) {
  Tensor forward(Tensor x, UnaryOperator<Tensor> part, Context context) {
    boolean first = settings.order() == TransformerSettings.Order.NORM_FIRST;
    Tensor input = first ? context.forward(name, norm, x) : x;
    Tensor output = FeedForward.drop(part.apply(input), settings.dropout(), context);
    Tensor sum = x.add(output);
    return first ? sum : context.forward(name, norm, sum);
  }
}
