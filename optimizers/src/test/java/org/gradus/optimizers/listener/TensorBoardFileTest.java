package org.gradus.optimizers.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gradus.optimizers.tensorboard.EventReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardFileTest {
  @TempDir private Path folder;

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** Returns the tags of the summaries in a file, with their steps. */
  private static List<String> tags(Path file) throws IOException {
    return EventReader.read(file).stream()
        .filter(event -> event.has(5))
        .map(event -> event.message(5).message(1).text(1) + " at " + event.get(2))
        .toList();
  }

  @Test
  void hasTheMeasuresOfEpochs() throws IOException {
    Reports.train(TensorBoardFile.in(folder), 0, 2);
    assertEquals(
        List.of(
            "epoch/loss at 2",
            "epoch/validation/loss at 2",
            "epoch/learning rate at 2",
            "epoch/seconds at 2",
            "epoch/loss at 4",
            "epoch/validation/loss at 4",
            "epoch/learning rate at 4",
            "epoch/seconds at 4"),
        tags(files().get(0)));
  }

  @Test
  void hasWhatElseIsAskedFor() throws IOException {
    Reports.train(
        TensorBoardFile.in(folder)
            .withLossEvery(2)
            .withHistogramsEvery(1)
            .withImage("picture", () -> new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)),
        0,
        1);
    assertEquals(
        List.of(
            "parameters/weight at 1",
            "gradients/weight at 1",
            "parameters/weight at 2",
            "gradients/weight at 2",
            "step/loss at 2",
            "step/learning rate/default at 2",
            "epoch/loss at 2",
            "epoch/validation/loss at 2",
            "epoch/learning rate at 2",
            "epoch/seconds at 2",
            "picture at 2"),
        tags(files().get(0)));
  }

  @Test
  void whatIsWrittenIsThereAtOnce() throws IOException {
    TensorBoardFile file = TensorBoardFile.in(folder).withLossEvery(1).withHistogramsEvery(1);
    file.started(Reports.network(), Reports.NOTHING, 1, 0);
    file.updating(Reports.step(1));
    assertEquals(List.of("parameters/weight at 1", "gradients/weight at 1"), tags(files().get(0)));
    file.stepped(Reports.step(1));
    assertEquals(4, tags(files().get(0)).size());
    file.ended(Reports.NOTHING, "it was asked to stop");
  }

  @Test
  void aResumedTrainingSaysFromWhereItComesAgain() throws IOException {
    Reports.train(TensorBoardFile.in(folder), 0, 3);
    Reports.train(TensorBoardFile.in(folder), 1, 3);
    assertEquals(2, files().size());
    EventReader.Fields start = EventReader.read(files().get(1)).get(1);
    assertEquals(3L, start.get(2));
    assertEquals(1L, start.message(7).get(1));
  }
}
