package org.gradus.optimizers.training;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Tensor;
import org.gradus.optimizers.checkpoint.CheckpointFolder;

/** The process that {@link KilledTrainingTest} kills: trains with a checkpoint after every step. */
final class KilledTraining {
  static final int EPOCHS = 60;

  private KilledTraining() {}

  /** Goes on from the folder named by the argument, and prints what it came to. */
  public static void main(String[] arguments) {
    Lesson lesson = new Lesson();
    Trainer trainer =
        lesson
            .trainer()
            .checkpoints(CheckpointFolder.of(Path.of(arguments[0])))
            .checkpointEvery(1)
            .build();
    trainer.resume();
    trainer.train(EPOCHS);
    System.out.println(digest(lesson));
  }

  /** Returns a line that differs if a bit does. */
  static String digest(Lesson lesson) {
    long hash = 0;
    for (Map.Entry<String, Tensor> entry : lesson.outcome().entrySet()) {
      Tensor value = entry.getValue();
      long bits =
          value.dtype() == DType.INT32
              ? Arrays.hashCode(value.toInts())
              : Arrays.hashCode(value.cast(DType.FLOAT64).toDoubles());
      hash = 31 * (31 * hash + entry.getKey().hashCode()) + bits;
    }
    return Long.toHexString(hash);
  }
}
