/**
 * The training loop.
 *
 * <p>A loop of one's own is as easy, and there is nothing that it cannot do:
 *
 * <pre>{@code
 * for (int epoch = 0; epoch < 20; epoch++) {
 *   for (Batch batch : train.shuffled(random).batches(100)) {
 *     Tensor scores = model.forward(batch.inputs(), Context.train(random));
 *     optimizer.step(loss.of(scores, batch.targets()).backward());
 *   }
 * }
 * }</pre>
 *
 * <p>{@link org.gradus.optimizers.training.Trainer} is that loop with all that surrounds it:
 * buffers that are used again, schedules, {@linkplain org.gradus.optimizers.training.Technique
 * techniques} that take part in every step, {@linkplain
 * org.gradus.optimizers.training.TrainingListener listeners} that look on, validation, early
 * stopping, checkpoints from which it goes on to the same bits, and an end with a reason where the
 * loss is no number.
 */
@NullMarked
package org.gradus.optimizers.training;

import org.jspecify.annotations.NullMarked;
