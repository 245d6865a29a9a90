package org.gradus.lecture.training;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.gradus.core.data.Batch;
import org.gradus.core.tensor.Shape;
import org.gradus.layers.model.ModelFile;
import org.gradus.layers.module.Module;
import org.gradus.lecture.experiment.Claim;

/** A trained network as a file. */
public final class SavedModel {
  private SavedModel() {}

  /**
   * Saves a network of FLOAT32, loads it again, and claims that the scores are the same, bit by
   * bit.
   *
   * @param test what is scored
   * @param file is written
   */
  public static Claim sameScores(Module network, Batch test, Path file) {
    int[] sizes = test.inputs().shape().toArray();
    sizes[0] = 1;
    ModelFile.save(file, network, Shape.of(sizes));
    float[] saved = network.forward(test.inputs()).toFloats();
    float[] loaded = ModelFile.load(file).forward(test.inputs()).toFloats();
    int[] different = IntStream.range(0, saved.length).filter(i -> saved[i] != loaded[i]).toArray();
    return Claim.equal(
        "outputs of %s that change by saving and loading".formatted(saved.length),
        different.length,
        0,
        "a saved model keeps every bit",
        0);
  }
}
