package org.gradus.layers.normalization;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.ForwardListener;
import org.gradus.layers.module.Module;

/**
 * Takes the running statistics of batch norms anew, from a whole data set: for each one the exact
 * mean and unbiased variance of what it is given in evaluation, over all batches.
 *
 * <p>What a batch norm is given depends on the statistics of those before it. They are therefore
 * recalibrated one after the other, in the order in which they run, with a pass over the data for
 * each. How the data is cut into batches does not matter; neither dropout nor anything else of
 * training is at work.
 *
 * <pre>{@code
 * Recalibration.run(network, batches);
 * }</pre>
 *
 * <p>Source: Ioffe and Szegedy, "Batch normalization: accelerating deep network training by
 * reducing internal covariate shift", 2015, algorithm 2, which averages over batches instead.
 */
public final class Recalibration {
  private Recalibration() {}

  /**
   * Recalibrates all batch norms of a network that have running statistics and run.
   *
   * @param network built; if anything is thrown, its statistics are as before
   * @param batches the inputs, which are gone through once for each batch norm
   * @throws IllegalArgumentException if there are no inputs, or fewer than two numbers for a
   *     channel
   * @throws IllegalStateException if the number of batches changes from pass to pass, as where they
   *     can be gone through only once
   */
  public static void run(Module network, Iterable<Tensor> batches) {
    Set<BatchNorm> found = new LinkedHashSet<>();
    ChannelMoments ofFirst = new ChannelMoments();
    int count =
        pass(
            network,
            batches,
            (path, module, x, y) -> {
              if (module instanceof BatchNorm batchNorm && batchNorm.config().tracking()) {
                found.add(batchNorm);
                if (batchNorm.equals(found.iterator().next())) {
                  ofFirst.add(x);
                }
              }
            });
    if (count == 0) {
      throw new IllegalArgumentException(
          "[recalibration] there is no data: expected at least one batch, got none.");
    }
    List<Runnable> undo = new ArrayList<>();
    boolean complete = false;
    try {
      for (BatchNorm batchNorm : found) {
        ChannelMoments moments =
            undo.isEmpty() ? ofFirst : moments(network, batches, batchNorm, count);
        undo.add(batchNorm.statistics().keep());
        moments.store(batchNorm.statistics());
      }
      complete = true;
    } finally {
      if (!complete) {
        undo.forEach(Runnable::run);
      }
    }
  }

  private static ChannelMoments moments(
      Module network, Iterable<Tensor> batches, BatchNorm batchNorm, int expected) {
    ChannelMoments moments = new ChannelMoments();
    int count =
        pass(
            network,
            batches,
            (path, module, x, y) -> {
              if (module.equals(batchNorm)) {
                moments.add(x);
              }
            });
    if (count != expected) {
      throw new IllegalStateException(
          "[recalibration] the number of batches changes: expected %s in each pass, got %s. Hint:"
                  .formatted(expected, count)
              + " the data is gone through once for each batch norm.");
    }
    return moments;
  }

  /** Returns the number of batches. */
  private static int pass(Module network, Iterable<Tensor> batches, ForwardListener listener) {
    Context context = Context.eval().withListener(listener);
    int count = 0;
    for (Tensor x : batches) {
      Tensor y = Autograd.noGrad(() -> network.forward(x, context));
      listener.forwarded("", network, x, y);
      count++;
    }
    return count;
  }
}
