package org.gradus.optimizers.checkpoint;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;

/** The process of {@link FullDiskTest}: writes a checkpoint that has room, and one that has not. */
final class FullDisk {
  private FullDisk() {}

  /** Writes to the folder named by the argument, and prints how the second attempt failed. */
  public static void main(String[] arguments) {
    Module model = Linear.of(3);
    model.build(Shape.of(1, 4), RandomSource.of(1));
    Checkpoint small =
        Checkpoint.of(model, Optimizer.of(model.parameters(), 0.1, Sgd.withMomentum(0.9)));
    CheckpointFolder folder = CheckpointFolder.of(Path.of(arguments[0])).keeping(1);
    folder.save(1, small);
    try {
      folder.save(
          2, small.with("large", Map.of("x", Tensor.zeros(DType.FLOAT32, Shape.of(1 << 20)))));
      System.out.println("there was room");
    } catch (UncheckedIOException e) {
      System.out.println(e.getMessage());
    }
  }
}
