package org.gradus.lecture.characters;

import org.gradus.core.data.Batch;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Tensor;

/**
 * The gradients of a {@link HandNetwork}, found by the chain rule and by hand: each line undoes one
 * of the network's, from the last to the first.
 */
final class HandBackprop {
  private HandBackprop() {}

  /** Returns the gradients of the loss with respect to all values before it and all parameters. */
  static NamedTensors of(HandNetwork network, Batch batch, NamedTensors values) {
    NamedTensors d = new NamedTensors();
    toScores(batch, values, d);
    Tensor scores = d.get("scores");
    d.put("bias 2", scores.sum(0));
    d.put("weight 2", values.get("tanhs").transpose().matmul(scores));
    d.put("tanhs", scores.matmul(network.value("weight 2").transpose()));
    // tanh' = 1 − tanh².
    d.put("scaled", d.get("tanhs").mul(values.get("tanhs").square().neg().add(1)));
    d.put("shift", d.get("scaled").sum(0));
    d.put("gain", d.get("scaled").mul(values.get("normalized")).sum(0));
    d.put("normalized", d.get("scaled").mul(network.value("gain")));
    toSums(batch.size(), values, d);
    Tensor sums = d.get("sums");
    d.put("bias 1", sums.sum(0));
    d.put("weight 1", values.get("inputs").transpose().matmul(sums));
    d.put("inputs", sums.matmul(network.value("weight 1").transpose()));
    d.put("embedded", d.get("inputs").reshape(values.get("embedded").shape()));
    // A character that occurs several times gets the sum of what its places get.
    Tensor table = Tensor.zeros(DType.FLOAT64, network.value("table").shape());
    Tensor rows = d.get("embedded").reshape(-1, table.size(1));
    d.put("table", Indexing.indexAdd(table, 0, batch.inputs().reshape(-1), rows));
    return d;
  }

  /** Goes back through the cross-entropy. */
  private static void toScores(Batch batch, NamedTensors values, NamedTensors d) {
    Tensor counts = values.get("counts");
    d.put("logs", hot(batch.targets(), counts).div(-batch.size()));
    d.put("probabilities", d.get("logs").div(values.get("probabilities")));
    d.put("inverse totals", keptSum(d.get("probabilities").mul(counts), 1));
    d.put("totals", d.get("inverse totals").mul(values.get("totals").pow(-2)).neg());
    d.put("counts", d.get("probabilities").mul(values.get("inverse totals")).add(d.get("totals")));
    d.put("shifted", d.get("counts").mul(counts));
    d.put("largest", keptSum(d.get("shifted"), 1).neg());
    Tensor atLargest = hot(values.get("scores").argmax(1), counts).mul(d.get("largest"));
    d.put("scores", d.get("shifted").add(atLargest));
  }

  /** Goes back through the batch norm. */
  private static void toSums(int n, NamedTensors values, NamedTensors d) {
    Tensor centred = values.get("centred");
    d.put("inverse deviation", keptSum(d.get("normalized").mul(centred), 0));
    Tensor slope = values.get("variance").add(HandNetwork.EPSILON).pow(-1.5).mul(-0.5);
    d.put("variance", d.get("inverse deviation").mul(slope));
    d.put("squares", d.get("variance").div(n - 1).expand(centred.shape()));
    d.put(
        "centred",
        d.get("normalized")
            .mul(values.get("inverse deviation"))
            .add(d.get("squares").mul(centred).mul(2)));
    d.put("mean", keptSum(d.get("centred"), 0).neg());
    d.put("sums", d.get("centred").add(d.get("mean").div(n)));
  }

  /** Returns the gradient with respect to the scores in one formula: (softmax − target) / n. */
  static Tensor crossEntropy(Batch batch, NamedTensors values) {
    Tensor probabilities = values.get("probabilities");
    return probabilities.sub(hot(batch.targets(), probabilities)).div(batch.size());
  }

  /**
   * Returns the gradient with respect to what a batch norm is given, in one formula, of g, that
   * with respect to what is normalized, x̂: (n g − Σ g − n / (n − 1) · x̂ Σ g x̂) / (n √(σ² + ε)).
   */
  static Tensor batchNorm(Tensor gradient, NamedTensors values) {
    int n = gradient.size(0);
    Tensor normalized = values.get("normalized");
    Tensor along = normalized.mul(keptSum(gradient.mul(normalized), 0)).mul(n / (n - 1.0));
    return gradient
        .mul(n)
        .sub(keptSum(gradient, 0))
        .sub(along)
        .mul(values.get("inverse deviation"))
        .div(n);
  }

  private static Tensor hot(Tensor classes, Tensor like) {
    return Indexing.oneHot(classes, like.size(1), DType.FLOAT64);
  }

  private static Tensor keptSum(Tensor x, int axis) {
    return Reductions.sum(x, true, axis);
  }
}
