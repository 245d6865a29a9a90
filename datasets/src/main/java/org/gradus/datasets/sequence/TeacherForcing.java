package org.gradus.datasets.sequence;

import org.gradus.core.data.Batch;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/**
 * What an encoder and a decoder are given of a batch of pairs, such as sentences and translations.
 *
 * <p>A batch has two tensors, the sources and the targets, padded at the end, of which each target
 * begins with a token for its start and ends with one for its end. Everything else follows from
 * them, so that pairs are batches like all others, for the trainer, checkpoints and prefetching,
 * and this view is taken where a network is called:
 *
 * <pre>{@code
 * TeacherForcing pairs = TeacherForcing.of(batch, padding);
 * RecurrentResult encoded = encoder.forward(embed(pairs.sources()), pairs.sourceLengths(), context);
 * Tensor scores = decoder.forward(pairs.decoderInputs(), …);
 * Tensor loss = crossEntropy.of(scores, pairs.decoderTargets());
 * }</pre>
 *
 * <p>The decoder learns to continue the true target, not its own: at step t it is given token t and
 * shall return token t + 1. Williams and Zipser, "A learning algorithm for continually running
 * fully recurrent neural networks", 1989.
 *
 * @param sources INT32 (pairs, source steps)
 * @param sourceLengths INT32 (pairs), how many steps of each source are no padding
 * @param decoderInputs INT32 (pairs, target steps), from the token of the start on
 * @param decoderTargets INT32 (pairs, target steps), to the token of the end, and padding after it,
 *     which a loss has to ignore
 * @param targetLengths INT32 (pairs), how many steps of each decoder target are no padding
 */
public record TeacherForcing(
    Tensor sources,
    Tensor sourceLengths,
    Tensor decoderInputs,
    Tensor decoderTargets,
    Tensor targetLengths) {

  /**
   * Returns the view of a batch.
   *
   * @param batch inputs INT32 (pairs, source steps), targets INT32 (pairs, target steps + 1)
   * @param padding the token that both are padded with at the end, and that is in neither
   * @throws ShapeException if the two are not of such shapes, or the targets have no step
   */
  public static TeacherForcing of(Batch batch, int padding) {
    Tensor targets = batch.targets();
    if (targets.rank() != 2 || targets.size(1) == 0) {
      throw ShapeException.of(
          "teacher-forcing",
          "the targets do not fit",
          "(pairs, target steps + 1)",
          targets.shape().toString());
    }
    int steps = targets.size(1) - 1;
    Tensor decoderTargets = targets.slice(1, 1, steps + 1);
    return new TeacherForcing(
        batch.inputs(),
        Lengths.ofPadded(batch.inputs(), padding).tensor(),
        targets.slice(1, 0, steps),
        decoderTargets,
        Lengths.ofPadded(decoderTargets, padding).tensor());
  }
}
