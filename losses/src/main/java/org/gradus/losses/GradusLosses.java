package org.gradus.losses;

import java.util.List;
import java.util.function.Function;
import org.gradus.core.plugin.Component;
import org.gradus.losses.classification.BinaryCrossEntropy;
import org.gradus.losses.classification.BinaryCrossEntropyWithLogits;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.losses.classification.Hinge;
import org.gradus.losses.classification.KlDivergence;
import org.gradus.losses.classification.MultiLabelMargin;
import org.gradus.losses.classification.MultiLabelSoftMargin;
import org.gradus.losses.classification.MultiMargin;
import org.gradus.losses.classification.NegativeLogLikelihood;
import org.gradus.losses.classification.SoftMargin;
import org.gradus.losses.loss.Loss;
import org.gradus.losses.loss.LossProvider;
import org.gradus.losses.ranking.CosineEmbedding;
import org.gradus.losses.ranking.HingeEmbedding;
import org.gradus.losses.ranking.MarginRanking;
import org.gradus.losses.ranking.TripletMargin;
import org.gradus.losses.regression.GaussianNll;
import org.gradus.losses.regression.Huber;
import org.gradus.losses.regression.LogCosh;
import org.gradus.losses.regression.MeanAbsoluteError;
import org.gradus.losses.regression.MeanSquaredError;
import org.gradus.losses.regression.PoissonNll;
import org.gradus.losses.regression.Quantile;
import org.gradus.losses.regression.SmoothL1;
import org.gradus.losses.sequence.Ctc;

/** Lists this library's losses. Found by the registry; nobody else needs it. */
public final class GradusLosses implements LossProvider {
  /** Creates the provider. */
  public GradusLosses() {}

  @Override
  public String namespace() {
    return "gradus";
  }

  @Override
  public List<Component<? extends Loss, ?>> components() {
    return List.of(
        loss("cross-entropy", CrossEntropy.class),
        loss("negative-log-likelihood", NegativeLogLikelihood.class),
        loss("binary-cross-entropy", BinaryCrossEntropy.class),
        loss("binary-cross-entropy-with-logits", BinaryCrossEntropyWithLogits.class),
        loss("kl-divergence", KlDivergence.class),
        loss("hinge", Hinge.class),
        loss("soft-margin", SoftMargin.class),
        loss("multi-margin", MultiMargin.class),
        loss("multi-label-margin", MultiLabelMargin.class),
        loss("multi-label-soft-margin", MultiLabelSoftMargin.class),
        loss("mean-squared-error", MeanSquaredError.class),
        loss("mean-absolute-error", MeanAbsoluteError.class),
        loss("smooth-l1", SmoothL1.class),
        loss("huber", Huber.class),
        loss("log-cosh", LogCosh.class),
        loss("quantile", Quantile.class),
        loss("poisson-nll", PoissonNll.class),
        loss("gaussian-nll", GaussianNll.class),
        loss("hinge-embedding", HingeEmbedding.class),
        loss("margin-ranking", MarginRanking.class),
        loss("cosine-embedding", CosineEmbedding.class),
        loss("triplet-margin", TripletMargin.class),
        loss("ctc", Ctc.class));
  }

  private static <L extends Record & Loss> Component<L, L> loss(String name, Class<L> type) {
    return Component.of(name, type, Function.identity());
  }
}
