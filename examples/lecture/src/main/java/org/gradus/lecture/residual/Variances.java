package org.gradus.lecture.residual;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.He;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.Normalizer;
import org.gradus.layers.residual.OperationOrder;
import org.gradus.layers.residual.ResidualBlock;

/**
 * How large the numbers in a residual network are at its start: in the input, after its linear
 * layer, and after each of its blocks.
 *
 * @param variances over the batch, means over the units
 * @param meanSquares over both
 */
record Variances(double[] variances, double[] meanSquares) {
  private static final int WIDTH = 100;

  /**
   * Measures a new network: a linear layer, and blocks with ReLU first, of 100 units with He's
   * uniform start.
   *
   * @param norm the normalizer at the start of each branch, if there is one
   */
  static Variances of(
      Tensor inputs, int blocks, Optional<Normalizer.Config> norm, RandomSource random) {
    Module.Config linear =
        Linear.of(WIDTH).withWeight(He.uniform()).withBias(Constant.zeros()).config();
    ResidualBlock.Config block = ResidualBlock.Config.of(OperationOrder.ACTIVATION_FIRST, linear);
    List<Module.Config> layers = new ArrayList<>(List.of(linear));
    layers.addAll(Collections.nCopies(blocks, norm.map(block::withNorm).orElse(block)));
    Module network = Sequential.of(new Sequential.Config(layers), Plugins.load());
    network.build(inputs.shape(), random);
    return of(network, inputs, random);
  }

  private static Variances of(Module network, Tensor inputs, RandomSource random) {
    List<Tensor> stages = new ArrayList<>(List.of(inputs));
    Context context =
        Context.train(random)
            .withListener(
                (path, module, x, y) -> {
                  if (!path.contains("/")) {
                    stages.add(y);
                  }
                });
    Autograd.noGrad(() -> network.forward(inputs, context));
    return new Variances(
        stages.stream()
            .mapToDouble(y -> Reductions.variance(y, 0, false, 0).mean().item())
            .toArray(),
        stages.stream().mapToDouble(y -> y.square().mean().item()).toArray());
  }
}
