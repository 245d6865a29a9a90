package org.gradus.lecture.residual;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.layers.residual.CifarResNet;
import org.gradus.lecture.training.Epoch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarTrainingTest {
  @TempDir private Path folder;

  private static Dataset images() {
    int count = 8;
    float[] pixels = new float[count * 3 * 32 * 32];
    RandomSource.of(0).fillGaussian(pixels, 0, pixels.length);
    return Dataset.of(
        Tensor.of(pixels, Shape.of(count, 3, 32, 32)), Tensor.of(0, 1, 2, 3, 4, 5, 6, 7));
  }

  private List<Epoch> train(int epochs, String checkpoints) {
    CifarTraining training = new CifarTraining(images(), images(), epochs);
    return training
        .curves(CifarResNet.ofDepth(8), RandomSource.of(1), folder.resolve(checkpoints))
        .runs()
        .get(0);
  }

  @Test
  void goesOnAfterAnInterruptionAsIfThereHadBeenNone() {
    List<Epoch> whole = train(3, "whole");
    train(1, "interrupted");

    assertEquals(3, whole.size());
    assertEquals(0.1, whole.get(2).learningRate());
    assertEquals(whole, train(3, "interrupted"));
  }
}
