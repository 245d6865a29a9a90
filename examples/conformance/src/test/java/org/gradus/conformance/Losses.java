package org.gradus.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.classification.BinaryCrossEntropy;
import org.gradus.losses.classification.BinaryCrossEntropyWithLogits;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.losses.classification.KlDivergence;
import org.gradus.losses.classification.MultiLabelMargin;
import org.gradus.losses.classification.MultiLabelSoftMargin;
import org.gradus.losses.classification.MultiMargin;
import org.gradus.losses.classification.NegativeLogLikelihood;
import org.gradus.losses.classification.SoftMargin;
import org.gradus.losses.loss.Loss;
import org.gradus.losses.loss.Reduction;
import org.gradus.losses.ranking.CosineEmbedding;
import org.gradus.losses.ranking.HingeEmbedding;
import org.gradus.losses.ranking.MarginRanking;
import org.gradus.losses.ranking.TripletMargin;
import org.gradus.losses.regression.GaussianNll;
import org.gradus.losses.regression.Huber;
import org.gradus.losses.regression.MeanAbsoluteError;
import org.gradus.losses.regression.MeanSquaredError;
import org.gradus.losses.regression.PoissonNll;
import org.gradus.losses.regression.SmoothL1;
import org.gradus.losses.sequence.Ctc;

/** The family {@code losses}. */
final class Losses {
  private final Operations operations = new Operations();

  private Losses() {}

  static Family family() {
    Losses family = new Losses();
    family.regression();
    family.classification();
    family.margins();
    family.ranking();
    family.operations.one("ctc_loss", Losses::ctc);
    return family.operations;
  }

  private void loss(String op, Function<Arguments, Loss> maker) {
    operations.one(op, in -> maker.apply(in).of(in.tensor("input"), in.tensor("target")));
  }

  private void regression() {
    loss("mse_loss", in -> new MeanSquaredError(reduction(in)));
    loss("l1_loss", in -> new MeanAbsoluteError(reduction(in)));
    loss("smooth_l1_loss", in -> new SmoothL1(reduction(in), in.number("beta")));
    loss("huber_loss", in -> new Huber(reduction(in), in.number("delta")));
    loss(
        "poisson_nll_loss",
        in ->
            new PoissonNll(reduction(in), in.flag("log_input"), in.flag("full"), in.number("eps")));
    operations.one(
        "gaussian_nll_loss",
        in ->
            new GaussianNll(reduction(in), in.flag("full"), in.number("eps"))
                .ofDistribution(in.tensor("input"), in.tensor("var"), in.tensor("target")));
  }

  private void classification() {
    loss("cross_entropy", Losses::crossEntropy);
    loss(
        "nll_loss",
        in ->
            new NegativeLogLikelihood(
                reduction(in), classAxis(in), weights(in, "weight"), ignored(in)));
    operations.one("binary_cross_entropy", Losses::binaryCrossEntropy);
    operations.one("binary_cross_entropy_with_logits", Losses::binaryCrossEntropyWithLogits);
    loss("kl_div", in -> new KlDivergence(reduction(in), in.flag("log_target")));
  }

  private static Loss crossEntropy(Arguments in) {
    in.describes("target");
    return new CrossEntropy(
        reduction(in),
        classAxis(in),
        weights(in, "weight"),
        ignored(in),
        in.number("label_smoothing"));
  }

  /** Weighted means are divided by the number of elements there, and by the weights here. */
  private static Tensor binaryCrossEntropy(Arguments in) {
    Tensor x = in.tensor("input");
    Tensor target = in.tensor("target");
    if (!in.hasTensor("weight")) {
      return new BinaryCrossEntropy(reduction(in)).of(x, target);
    }
    Tensor each = new BinaryCrossEntropy(Reduction.NONE).of(x, target, in.tensor("weight"));
    return reduction(in).of(each);
  }

  private static Tensor binaryCrossEntropyWithLogits(Arguments in) {
    Tensor x = in.tensor("input");
    Tensor target = in.tensor("target");
    List<Double> positive = weights(in, "pos_weight");
    if (!in.hasTensor("weight")) {
      return new BinaryCrossEntropyWithLogits(reduction(in), positive).of(x, target);
    }
    Tensor each =
        new BinaryCrossEntropyWithLogits(Reduction.NONE, positive)
            .of(x, target, in.tensor("weight"));
    return reduction(in).of(each);
  }

  private void margins() {
    loss("soft_margin_loss", in -> new SoftMargin(reduction(in)));
    loss(
        "multi_margin_loss",
        in ->
            new MultiMargin(
                reduction(in), in.integer("p"), in.number("margin"), weights(in, "weight")));
    loss("multilabel_margin_loss", in -> new MultiLabelMargin(reduction(in)));
    loss(
        "multilabel_soft_margin_loss",
        in -> new MultiLabelSoftMargin(reduction(in), weights(in, "weight")));
  }

  private void ranking() {
    loss("hinge_embedding_loss", in -> new HingeEmbedding(reduction(in), in.number("margin")));
    operations.one(
        "margin_ranking_loss",
        in ->
            new MarginRanking(reduction(in), in.number("margin"))
                .ofPairs(in.tensor("input1"), in.tensor("input2"), in.tensor("target")));
    operations.one(
        "cosine_embedding_loss",
        in ->
            new CosineEmbedding(reduction(in), in.number("margin"))
                .ofPairs(in.tensor("input1"), in.tensor("input2"), in.tensor("target")));
    operations.one(
        "triplet_margin_loss",
        in ->
            new TripletMargin(
                    reduction(in),
                    in.number("margin"),
                    in.number("p"),
                    in.number("eps"),
                    in.flag("swap"))
                .ofTriples(in.tensor("anchor"), in.tensor("positive"), in.tensor("negative")));
  }

  private static Tensor ctc(Arguments in) {
    return new Ctc(reduction(in), in.integer("blank"), in.flag("zero_infinity"))
        .of(
            in.tensor("logits").transpose(0, 1),
            in.tensor("targets"),
            in.tensor("input_lengths"),
            in.tensor("target_lengths"));
  }

  private static Reduction reduction(Arguments in) {
    String name = in.text("reduction");
    return switch (name) {
      case "mean" -> Reduction.MEAN;
      case "sum" -> Reduction.SUM;
      case "none" -> Reduction.NONE;
      case "batchmean" -> Reduction.BATCH_MEAN;
      default -> throw new NotCoveredException("reduction", name);
    };
  }

  private static int classAxis(Arguments in) {
    return in.tensor("input").rank() == 1 ? 0 : 1;
  }

  private static Optional<Integer> ignored(Arguments in) {
    return in.tensor("target").dtype() == DType.INT32
        ? Optional.of(in.integer("ignore_index"))
        : Optional.empty();
  }

  private static List<Double> weights(Arguments in, String name) {
    return in.hasTensor(name)
        ? Arrays.stream(in.tensor(name).cast(DType.FLOAT64).toDoubles()).boxed().toList()
        : List.of();
  }
}
