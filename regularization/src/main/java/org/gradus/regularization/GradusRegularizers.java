package org.gradus.regularization;

import java.util.List;
import java.util.function.Function;
import org.gradus.core.plugin.Component;
import org.gradus.regularization.constraint.MaxNorm;
import org.gradus.regularization.constraint.NonNegative;
import org.gradus.regularization.constraint.UnitNorm;
import org.gradus.regularization.implicit.DescentPenalty;
import org.gradus.regularization.penalty.ElasticNet;
import org.gradus.regularization.penalty.GroupLasso;
import org.gradus.regularization.penalty.HeavyTail;
import org.gradus.regularization.penalty.L1;
import org.gradus.regularization.penalty.L2;
import org.gradus.regularization.penalty.Orthogonality;
import org.gradus.regularization.regularizer.Regularizer;
import org.gradus.regularization.regularizer.RegularizerProvider;

/** Lists this library's regularizers. Found by the registry; nobody else needs it. */
public final class GradusRegularizers implements RegularizerProvider {
  /** Creates the provider. */
  public GradusRegularizers() {}

  @Override
  public String namespace() {
    return "gradus";
  }

  @Override
  public List<Component<? extends Regularizer, ?>> components() {
    return List.of(
        regularizer("descent-penalty", DescentPenalty.class),
        regularizer("elastic-net", ElasticNet.class),
        regularizer("group-lasso", GroupLasso.class),
        regularizer("heavy-tail", HeavyTail.class),
        regularizer("l1", L1.class),
        regularizer("l2", L2.class),
        regularizer("max-norm", MaxNorm.class),
        regularizer("non-negative", NonNegative.class),
        regularizer("orthogonality", Orthogonality.class),
        regularizer("unit-norm", UnitNorm.class));
  }

  private static <R extends Record & Regularizer> Component<R, R> regularizer(
      String name, Class<R> type) {
    return Component.of(name, type, Function.identity());
  }
}
