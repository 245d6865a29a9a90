package org.gradus.layers.normalization;

import java.util.ArrayList;
import java.util.Iterator;
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
   * @param network built
   * @param batches the inputs, which are gone through several times
   * @throws IllegalArgumentException if there are no inputs
   */
  public static void run(Module network, Iterable<Tensor> batches) {
    for (BatchNorm batchNorm : inOrder(network, batches)) {
      ChannelMoments moments = new ChannelMoments();
      pass(
          network,
          batches,
          (path, module, x, y) -> {
            if (module.equals(batchNorm)) {
              moments.add(x);
            }
          });
      moments.store(batchNorm.statistics());
    }
  }

  private static List<BatchNorm> inOrder(Module network, Iterable<Tensor> batches) {
    Set<BatchNorm> found = new LinkedHashSet<>();
    Iterator<Tensor> first = batches.iterator();
    if (!first.hasNext()) {
      throw new IllegalArgumentException(
          "[recalibration] there is no data: expected at least one batch, got none.");
    }
    pass(
        network,
        List.of(first.next()),
        (path, module, x, y) -> {
          if (module instanceof BatchNorm batchNorm && batchNorm.config().tracking()) {
            found.add(batchNorm);
          }
        });
    return new ArrayList<>(found);
  }

  private static void pass(Module network, Iterable<Tensor> batches, ForwardListener listener) {
    Context context = Context.eval().withListener(listener);
    for (Tensor x : batches) {
      Tensor y = Autograd.noGrad(() -> network.forward(x, context));
      listener.forwarded("", network, x, y);
    }
  }
}
