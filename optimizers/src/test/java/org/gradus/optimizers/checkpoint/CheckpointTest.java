package org.gradus.optimizers.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.safetensors.SafetensorsException;
import org.gradus.core.safetensors.SafetensorsWriter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.model.ModelFile;
import org.gradus.layers.model.StateMismatchException;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.optimizers.lbfgs.Lbfgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  @TempDir Path temp;

  private final Module model = network(3);
  private final Optimizer optimizer = optimizer(model);

  private static Module network(int outputs) {
    Module network = Linear.of(outputs);
    network.build(Shape.of(1, 4), RandomSource.of(outputs));
    return network;
  }

  private static Optimizer optimizer(Module network) {
    return Optimizer.of(network.parameters(), 0.1, Sgd.withMomentum(0.9));
  }

  private static void step(Module network, Optimizer optimizer) {
    float[] x = new float[8];
    RandomSource.of(5).fillGaussian(x, 0, x.length);
    Tensor y = network.forward(Tensor.of(x, Shape.of(2, 4)), Context.eval());
    optimizer.step(y.square().mean().backward());
  }

  @Test
  void aLoopOfOnesOwnGoesOnFromIt() {
    step(model, optimizer);
    optimizer.setLearningRate(0.05);
    RandomSource random = RandomSource.of(1);
    random.nextLong();
    Path file = temp.resolve("checkpoint.safetensors");
    Checkpoint.of(model, optimizer)
        .with("random", random.state())
        .with("averages", Map.of("weight", Tensor.of(1.5, 2.5)))
        .write(file);

    Module other = network(3);
    Optimizer otherOptimizer = optimizer(other);
    Checkpoint checkpoint = Checkpoint.read(file);
    checkpoint.restoreTo(other, otherOptimizer);
    assertEquals(0.05, otherOptimizer.groups().get(0).learningRate());
    assertEquals(optimizer.state(), otherOptimizer.state());
    assertEquals(Map.of("weight", Tensor.of(1.5, 2.5)), checkpoint.part("averages"));
    assertEquals(random.nextLong(), RandomSource.restore(checkpoint.text("random")).nextLong());

    step(model, optimizer);
    step(other, otherOptimizer);
    assertEquals(
        model.parameters().get("weight").tensor(), other.parameters().get("weight").tensor());
  }

  @Test
  void aLoopWithoutAnOptimizerGoesOnFromItToo() {
    Lbfgs lbfgs = new Lbfgs(model.parameters(), new Lbfgs.Config());
    Tensor x = Tensor.of(new float[][] {{1, -2, 0.5f, 3}, {0, 1, 2, -1}});
    lbfgs.step(() -> model.forward(x, Context.eval()).tanh().square().mean());
    Path file = temp.resolve("checkpoint.safetensors");
    Checkpoint.of(model).with("lbfgs", lbfgs.state()).write(file);

    Module other = network(3);
    Lbfgs restored = new Lbfgs(other.parameters(), new Lbfgs.Config());
    Checkpoint checkpoint = Checkpoint.read(file);
    checkpoint.restoreTo(other);
    restored.restore(checkpoint.part("lbfgs"));
    lbfgs.step(() -> model.forward(x, Context.eval()).tanh().square().mean());
    restored.step(() -> other.forward(x, Context.eval()).tanh().square().mean());
    assertEquals(
        model.parameters().get("weight").tensor(), other.parameters().get("weight").tensor());
    assertEquals(lbfgs.state(), restored.state());
  }

  @Test
  void itIsACopy() {
    Checkpoint before = Checkpoint.of(model, optimizer);
    float[] weights = model.parameters().get("weight").tensor().toFloats();
    step(model, optimizer);
    before.restoreTo(model, optimizer);

    assertArrayEquals(weights, model.parameters().get("weight").tensor().toFloats());
  }

  @Test
  void whatDoesNotFitChangesNothing() {
    Checkpoint foreign = Checkpoint.of(network(2), optimizer(network(2)));
    Tensor before = model.parameters().get("weight").tensor().copy();
    assertThrows(StateMismatchException.class, () -> foreign.restoreTo(model, optimizer));
    Checkpoint plain =
        Checkpoint.of(model, Optimizer.of(model.parameters(), 0.1, Sgd.withMomentum(0.5)))
            .with("more", Map.of());
    Optimizer stateless = Optimizer.of(model.parameters(), 0.1, Sgd.plain());
    assertThrows(IllegalArgumentException.class, () -> plain.restoreTo(model, stateless));
    assertEquals(before, model.parameters().get("weight").tensor());
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Path file = temp.resolve("file.safetensors");
    ModelFile.save(file, model, Shape.of(1, 4));
    CheckpointException notOne =
        assertThrows(CheckpointException.class, () -> Checkpoint.read(file));
    assertEquals(
        "[checkpoint] the file is no checkpoint of a known format: expected gradus.checkpoint \"1\" in"
            + " its metadata, got none. In "
            + file
            + ".",
        notOne.getMessage());
    assertEquals(file.toString(), notOne.source());
    new SafetensorsWriter().metadata("gradus.checkpoint", "9").write(file);
    assertThrows(CheckpointException.class, () -> Checkpoint.read(file));
    Files.writeString(file, "no safetensors at all");
    assertThrows(SafetensorsException.class, () -> Checkpoint.read(file));
    assertThrows(UncheckedIOException.class, () -> Checkpoint.read(temp.resolve("none")));
  }

  @Test
  void theFolderKeepsTheLast() {
    CheckpointFolder folder = CheckpointFolder.of(temp.resolve("a/b")).keeping(3);
    assertTrue(folder.read().isEmpty());
    for (int step = 0; step < 6; step++) {
      folder.save(step, Checkpoint.of(model, optimizer).with("step", "" + step));
    }
    assertEquals(
        List.of(
            "step-000000000003.safetensors",
            "step-000000000004.safetensors",
            "step-000000000005.safetensors"),
        names(folder));
    assertEquals("5", folder.read().orElseThrow().text("step"));

    folder.save(4, Checkpoint.of(model, optimizer).with("step", "again"));
    assertEquals(
        List.of("step-000000000003.safetensors", "step-000000000004.safetensors"), names(folder));
    assertEquals("again", folder.read().orElseThrow().text("step"));
  }

  private static List<String> names(CheckpointFolder folder) {
    return folder.files().stream().map(file -> file.getFileName().toString()).toList();
  }

  @Test
  void whatAKilledProcessLeftGoesAndOtherFilesStay() throws IOException {
    CheckpointFolder folder = CheckpointFolder.of(temp);
    Path left = temp.resolve(".gradus-0d1b8c1e-93b2-4f1c-8f0e-0a1b2c3d4e5f.tmp");
    Files.writeString(left, "half");
    Path notes = temp.resolve("notes.txt");
    Files.writeString(notes, "mine");
    folder.save(1, Checkpoint.of(model, optimizer));

    assertFalse(Files.exists(left));
    assertEquals("mine", Files.readString(notes));
  }

  @Test
  void aFolderThatIsNoneIsRefused() throws IOException {
    Path file = temp.resolve("file");
    Files.writeString(file, "text");
    CheckpointFolder folder = CheckpointFolder.of(file);
    UncheckedIOException e =
        assertThrows(
            UncheckedIOException.class, () -> folder.save(0, Checkpoint.of(model, optimizer)));
    assertEquals(
        "[folder] %s cannot be made: expected a folder that can be written to, got".formatted(file)
            + " java.nio.file.FileAlreadyExistsException: %s.".formatted(file),
        e.getMessage());
    assertEquals(
        e.getMessage(), assertThrows(UncheckedIOException.class, folder::prepare).getMessage());
  }

  @Test
  void aFolderMayBeALink() throws IOException {
    Path link = Files.createSymbolicLink(temp.resolve("link"), Files.createTempDirectory(temp, ""));
    CheckpointFolder folder = CheckpointFolder.of(link);
    folder.prepare();
    assertEquals(List.of(), folder.files());
    folder.save(1, Checkpoint.of(model, optimizer));
    assertEquals(List.of("step-000000000001.safetensors"), names(folder));
  }

  @Test
  void aReadOnlyFolderIsRefusedAndKeepsWhatItHas() throws IOException {
    CheckpointFolder folder = CheckpointFolder.of(temp);
    folder.save(1, Checkpoint.of(model, optimizer));
    assumeTrue(temp.toFile().setWritable(false), "permissions can be taken away");
    try {
      assumeTrue(!Files.isWritable(temp), "permissions hold for this user");
      assertThrows(
          UncheckedIOException.class, () -> folder.save(2, Checkpoint.of(model, optimizer)));
      assertEquals(List.of("step-000000000001.safetensors"), names(folder));
      assertTrue(folder.read().isPresent());
    } finally {
      assertTrue(temp.toFile().setWritable(true));
    }
  }
}
