package org.gradus.optimizers.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gradus.layers.module.Module;
import org.gradus.optimizers.training.EpochReport;
import org.gradus.optimizers.training.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowFilesTest {
  @TempDir private Path folder;

  static Stream<Function<Path, TrainingListener>> kinds() {
    return Stream.of(
        CsvFile::ofEpochs,
        path -> CsvFile.ofSteps(path, 1),
        JsonLinesFile::of,
        path -> JsonLinesFile.of(path).withStepsEvery(1));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theFolderIsMade(Function<Path, TrainingListener> kind) throws IOException {
    Path path = folder.resolve("a/b/rows");
    Reports.train(kind.apply(path), 0, 1);
    assertFalse(Files.readString(path).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatCannotBeWrittenIsRefusedBeforeTheTraining(Function<Path, TrainingListener> kind)
      throws IOException {
    Path path = Files.writeString(folder.resolve("file"), "no folder").resolve("rows");
    TrainingListener listener = kind.apply(path);
    Module network = Reports.network();
    assertThrows(
        UncheckedIOException.class, () -> listener.started(network, Reports.NOTHING, 1, 0));
  }

  @Test
  void aTableOfEpochsHasAColumnForEveryMeasure() throws IOException {
    Path path = folder.resolve("epochs.csv");
    Reports.train(CsvFile.ofEpochs(path), 0, 2);
    assertEquals(
        """
        epoch,step,rate,seconds,loss,validation/loss
        1,2,0.5,1.25,1.0,2.0
        2,4,0.5,1.25,0.5,NaN
        """,
        Files.readString(path));
  }

  @Test
  void aTableOfStepsHasOnlyThoseThatAreDue() throws IOException {
    Path path = folder.resolve("steps.csv");
    Reports.train(CsvFile.ofSteps(path, 2), 0, 2);
    assertEquals(
        """
        epoch,batch,step,examples,loss,rate
        1,2,2,10,0.5,0.5
        2,2,4,10,0.25,0.5
        """,
        Files.readString(path));
  }

  @Test
  void headingsAreQuotedWhereTheyMustBe() throws IOException {
    Path path = folder.resolve("epochs.csv");
    CsvFile file = CsvFile.ofEpochs(path);
    file.started(Reports.network(), Reports.NOTHING, 1, 0);
    file.epochEnded(new EpochReport(1, 2, 0.5, 1, Map.of("a,\"b\"", 1.0)));
    assertEquals("epoch,step,rate,seconds,\"a,\"\"b\"\"\"", Files.readAllLines(path).get(0));
  }

  @Test
  void linesAreObjects() throws IOException {
    Path path = folder.resolve("training.jsonl");
    Reports.train(JsonLinesFile.of(path).withStepsEvery(2), 0, 2);
    assertEquals(
        """
        {"type":"step","epoch":1,"batch":2,"step":2,"examples":10,"loss":0.5,"rate":0.5}
        {"type":"epoch","epoch":1,"step":2,"rate":0.5,"seconds":1.25,"measures":{"loss":1.0,"validation/loss":2.0}}
        {"type":"step","epoch":2,"batch":2,"step":4,"examples":10,"loss":0.25,"rate":0.5}
        {"type":"epoch","epoch":2,"step":4,"rate":0.5,"seconds":1.25,"measures":{"loss":0.5,"validation/loss":"nan"}}
        """,
        Files.readString(path));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void nothingIsDoubleAfterAnInterruption(Function<Path, TrainingListener> kind)
      throws IOException {
    Path undisturbed = folder.resolve("undisturbed");
    Reports.train(kind.apply(undisturbed), 0, 4);
    Path path = folder.resolve("interrupted");
    Reports.train(kind.apply(path), 0, 3);
    // A process that was killed while it wrote.
    Files.writeString(path, "4,7,", StandardOpenOption.APPEND);
    Reports.train(kind.apply(path), 1, 4);
    assertEquals(Files.readString(undisturbed), Files.readString(path));
    // And one that begins again.
    Reports.train(kind.apply(path), 0, 4);
    assertEquals(Files.readString(undisturbed), Files.readString(path));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aForeignFileIsLeftAlone(Function<Path, TrainingListener> kind) throws IOException {
    for (String foreign :
        new String[] {"dear diary\n", "no line", "\0\1\2\n", "a,b,c,d,e,f,g\n1,2,3,4,5,6,7\n"}) {
      Path path = Files.writeString(folder.resolve("foreign"), foreign);
      TrainingListener listener = kind.apply(path);
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> listener.started(Reports.network(), Reports.NOTHING, 1, 0));
      String name = listener instanceof CsvFile ? "csv file" : "json lines file";
      String got = foreign.equals("no line") ? "no whole line" : "one that is none of its lines";
      assertEquals(
          "[%s] %s was written by something else: expected rows of a training, got %s at line 1. Hint: name another file, or delete this one."
              .formatted(name, path, got),
          refused.getMessage());
      assertEquals(foreign, Files.readString(path));
    }
  }

  @Test
  void aHostileFileIsNotReadIntoMemory() throws IOException {
    Path path = folder.resolve("hostile.csv");
    Files.writeString(path, "x".repeat((1 << 20) + 1));
    CsvFile file = CsvFile.ofEpochs(path);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> file.started(Reports.network(), Reports.NOTHING, 1, 0));
    assertEquals(
        "[csv file] %s was written by something else: expected rows of a training, got more than 1048576 bytes at line 1. Hint: name another file, or delete this one."
            .formatted(path),
        refused.getMessage());
  }

  @Test
  void refusesOtherMeasuresThanBefore() {
    Path path = folder.resolve("epochs.csv");
    Reports.train(CsvFile.ofEpochs(path), 0, 1);
    CsvFile file = CsvFile.ofEpochs(path);
    file.started(Reports.network(), Reports.NOTHING, 2, 2);
    EpochReport other = new EpochReport(2, 4, 0.5, 1, Map.of("loss", 1.0));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> file.epochEnded(other));
    assertEquals(
        "[csv file] the measures are others than those of the file: expected the columns epoch,step,rate,seconds,loss,validation/loss, got epoch,step,rate,seconds,loss. Hint: name another file.",
        refused.getMessage());
  }

  @Test
  void saysWhatCannotBeWritten() throws IOException {
    Path nowhere = folder.resolve("missing/epochs.csv");
    CsvFile file = CsvFile.ofEpochs(nowhere);
    file.started(Reports.network(), Reports.NOTHING, 1, 0);
    Files.delete(nowhere);
    Files.delete(nowhere.getParent());
    EpochReport epoch = Reports.epoch(1);
    UncheckedIOException refused =
        assertThrows(UncheckedIOException.class, () -> file.epochEnded(epoch));
    assertEquals(
        "[csv file] %s cannot be written: java.nio.file.NoSuchFileException: %s"
            .formatted(nowhere, nowhere),
        refused.getMessage());
    assertThrows(IllegalArgumentException.class, () -> CsvFile.ofSteps(nowhere, 0));
  }
}
