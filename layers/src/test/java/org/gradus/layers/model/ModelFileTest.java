package org.gradus.layers.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.safetensors.SafetensorsException;
import org.gradus.core.safetensors.SafetensorsFile;
import org.gradus.core.safetensors.SafetensorsWriter;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.model.StateMismatchException.Difference;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Module;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelFileTest {
  private static final Shape INPUT = Shape.of(1, 4);
  private static final String FORMAT = "gradus.format";
  private static final String ARCHITECTURE = "gradus.architecture";

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = directory.resolve("model.safetensors");
  }

  private static Module model(DType dtype, long seed) {
    Module model = Sequential.of(Linear.of(5), new Relu(), Linear.of(3).withoutBias());
    model.build(INPUT, Construction.of(dtype, RandomSource.of(seed)));
    return model;
  }

  private static Tensor input(DType dtype) {
    double[] values = new double[8];
    RandomSource.of(3).fillGaussian(values, 0, values.length);
    return Tensor.of(values, Shape.of(2, 4)).cast(dtype);
  }

  /** Returns an architecture of one linear layer, without weights. */
  private SafetensorsWriter linear(String config, String input) {
    return new SafetensorsWriter()
        .metadata(FORMAT, "1")
        .metadata(
            ARCHITECTURE,
            "{\"module\":{\"type\":\"gradus:linear\",\"config\":"
                + config
                + "},\"input\":"
                + input
                + ",\"dtype\":\"float32\"}");
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT32", "FLOAT64"})
  void keepsEveryBit(DType dtype) {
    Module model = model(dtype, 1);
    ModelFile.save(file, model, INPUT);
    Module loaded = ModelFile.load(file);

    assertEquals(model.config(), loaded.config());
    assertEquals(model.parameters().keySet(), loaded.parameters().keySet());
    assertEquals(model.forward(input(dtype)), loaded.forward(input(dtype)));
  }

  @Test
  void isSafetensorsByPath() {
    Module model = model(DType.FLOAT32, 1);
    ModelFile.save(file, model, INPUT);

    try (SafetensorsFile read = SafetensorsFile.open(file)) {
      assertEquals("1", read.metadata().get(FORMAT));
      assertArrayEquals(new long[] {5, 4}, read.entry("0/weight").shape());
      assertArrayEquals(
          model.parameters().get("0/bias").tensor().toFloats(), read.entry("0/bias").floats());
    }
    assertEquals(
        new Architecture(model.config(), List.of(1, 4), DType.FLOAT32),
        ModelFile.architecture(file, Plugins.load()));
  }

  @Test
  void theSameModelIsTheSameFile() throws IOException {
    ModelFile.save(file, model(DType.FLOAT32, 1), INPUT);
    byte[] first = Files.readAllBytes(file);
    ModelFile.save(file, ModelFile.load(file), INPUT);

    assertArrayEquals(first, Files.readAllBytes(file));
  }

  @Test
  void readsWeightsIntoAModule() {
    Module source = model(DType.FLOAT32, 1);
    Module target = model(DType.FLOAT32, 2);
    ModelFile.save(file, source, INPUT);
    ModelFile.loadWeights(file, target);

    assertEquals(source.forward(input(DType.FLOAT32)), target.forward(input(DType.FLOAT32)));
  }

  @Test
  void tellsAllDifferencesAtOnceAndChangesNothing() {
    new SafetensorsWriter()
        .add("0/weight", new long[] {5, 4}, new float[20])
        .add("0/bias", new long[] {6}, new float[6])
        .add("2/bias", new long[] {3}, new float[3])
        .write(file);
    Module model = model(DType.FLOAT32, 1);
    Tensor before = model.forward(input(DType.FLOAT32));

    StateMismatchException thrown =
        assertThrows(StateMismatchException.class, () -> ModelFile.loadWeights(file, model));
    assertEquals(List.of(new Difference("2/weight", "F32 (3, 5)", "nothing")), thrown.missing());
    assertEquals(List.of(new Difference("2/bias", "nothing", "F32 (3)")), thrown.unexpected());
    assertEquals(List.of(new Difference("0/bias", "F32 (5)", "F32 (6)")), thrown.different());
    assertEquals(
        "[model file] the tensors do not fit the module: 0/bias: expected F32 (5), got F32 (6);"
            + " 2/weight: expected F32 (3, 5), got nothing; 2/bias: expected nothing, got F32 (3)."
            + " In "
            + file
            + ".",
        thrown.getMessage());
    assertEquals(before, model.forward(input(DType.FLOAT32)));
  }

  @Test
  void typesAreNotConverted() {
    ModelFile.save(file, model(DType.FLOAT64, 1), INPUT);
    StateMismatchException thrown =
        assertThrows(
            StateMismatchException.class,
            () -> ModelFile.loadWeights(file, model(DType.FLOAT32, 1)));
    assertEquals(new Difference("0/weight", "F32 (5, 4)", "F64 (5, 4)"), thrown.different().get(0));
  }

  @Test
  void loadingTellsAllDifferencesAtOnce() {
    linear("{\"out\":3}", "[1,4]")
        .add("weight", new long[] {3, 5}, new float[15])
        .add("scale", new long[] {}, new double[1])
        .write(file);
    StateMismatchException thrown =
        assertThrows(StateMismatchException.class, () -> ModelFile.load(file));
    assertEquals(
        "[model file] the tensors do not fit the module: weight: expected F32 (3, 4), got F32 (3,"
            + " 5); bias: expected F32 (3), got nothing; scale: expected nothing, got F64 (). In "
            + file
            + ".",
        thrown.getMessage());
  }

  @Test
  void aModelThatClaimsMuchTakesLittleMemory() {
    linear("{\"out\":2147483647}", "[1,1]").write(file);
    StateMismatchException thrown =
        assertThrows(StateMismatchException.class, () -> ModelFile.load(file));
    assertEquals(
        List.of(new Difference("weight", "F32 (2147483647, 1)", "nothing")), thrown.missing());
  }

  @Test
  void refusesAModelThatCannotBeBuilt() {
    linear("{\"out\":2147483647,\"in\":3}", "[1,2147483647]").write(file);
    assertEquals(
        "[model file] the model cannot be built. [linear] the input does not fit: expected (…, 3),"
            + " got (1, 2147483647). In "
            + file
            + ".",
        assertThrows(ModelFileException.class, () -> ModelFile.load(file)).getMessage());

    linear("{\"out\":3}", "[-1]").write(file);
    assertEquals(
        "[model file] the model cannot be built. [shape] a size is negative: expected sizes of at"
            + " least 0, got [-1]. In "
            + file
            + ".",
        assertThrows(ModelFileException.class, () -> ModelFile.load(file)).getMessage());
  }

  @Test
  void refusesFilesWithoutAModel() {
    new SafetensorsWriter().write(file);
    assertEquals(
        "[model file] the file has no model of a known format: expected gradus.format \"1\" in its"
            + " metadata, got none. In "
            + file
            + ".",
        assertThrows(ModelFileException.class, () -> ModelFile.load(file)).getMessage());

    new SafetensorsWriter().metadata(FORMAT, "2").write(file);
    ModelFileException later = assertThrows(ModelFileException.class, () -> ModelFile.load(file));
    assertEquals(file.toString(), later.source());
  }

  @Test
  void refusesModulesThatNobodyProvides() {
    new SafetensorsWriter()
        .metadata(FORMAT, "1")
        .metadata(
            ARCHITECTURE,
            "{\"module\":{\"type\":\"acme:snake\",\"config\":{}},\"input\":[1],\"dtype\":\"float32\"}")
        .write(file);
    String message =
        assertThrows(ModelFileException.class, () -> ModelFile.load(file)).getMessage();
    assertEquals("[model file] the architecture is not usable. ", message.substring(0, 45));
    assertTrue(message.contains("/module/type") && message.contains("acme:snake"), message);
  }

  @Test
  void savesNothingThatCouldNotBeLoaded() {
    ModelFileException thrown =
        assertThrows(ModelFileException.class, () -> ModelFile.save(file, Linear.of(3), INPUT));
    assertEquals(
        "[model file] the module cannot be made again of its config: expected parameters and"
            + " buffers {weight=FLOAT32 (3, 4), bias=FLOAT32 (3)}, got {}. Hint: a module is built"
            + " before it is saved, and its config says all that it is made of. In "
            + file
            + ".",
        thrown.getMessage());
    ShapeException input =
        assertThrows(
            ShapeException.class, () -> ModelFile.save(file, Linear.of(4, 3), Shape.of(1, 5)));
    assertEquals(
        "[linear] the input does not fit: expected (…, 4), got (1, 5).", input.getMessage());
    assertFalse(Files.exists(file));
  }

  @Test
  void aFailedSaveLeavesTheOldFile() throws IOException {
    Module model = model(DType.FLOAT32, 1);
    ModelFile.save(file, model, INPUT);
    byte[] old = Files.readAllBytes(file);
    Path missing = directory.resolve("missing").resolve("model.safetensors");

    assertThrows(UncheckedIOException.class, () -> ModelFile.save(missing, model, INPUT));
    assertArrayEquals(old, Files.readAllBytes(file));
    try (var files = Files.list(directory)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void truncatedFilesAreRefused() throws IOException {
    ModelFile.save(file, model(DType.FLOAT32, 1), INPUT);
    byte[] bytes = Files.readAllBytes(file);
    for (int length : new int[] {0, 7, 100, bytes.length - 1}) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThrows(SafetensorsException.class, () -> ModelFile.load(file), "length " + length);
    }
  }

  @Test
  void aModuleWithoutParametersIsAModelToo() {
    ModelFile.save(file, new Relu(), INPUT);
    assertEquals(new Relu(), ModelFile.load(file));
    assertEquals(Map.of(), ModelFile.load(file).parameters());
  }
}
