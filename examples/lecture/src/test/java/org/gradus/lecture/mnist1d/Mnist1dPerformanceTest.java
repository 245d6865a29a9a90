package org.gradus.lecture.mnist1d;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.gradus.core.compute.Compute;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads what the program leaves behind. */
class Mnist1dPerformanceTest {
  private final int threads = Compute.threads();

  @TempDir private Path folder;

  @AfterEach
  void putThreadsBack() {
    Compute.setThreads(threads);
  }

  private JsonNode run(int expectedCode, String... arguments) throws IOException {
    String[] all = new String[arguments.length + 1];
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[0] = "--out=" + folder;
    assertEquals(expectedCode, ExperimentCommand.run(new Mnist1dPerformance(), all));
    return new ObjectMapper().readTree(result("results.json").toFile());
  }

  private Path result(String name) {
    return folder.resolve("mnist1d-performance").resolve(name);
  }

  @Test
  void leavesResultsPictureAndModel() throws IOException {
    JsonNode results = run(0, "--quick", "--seed=3");
    assertEquals("mnist1d-performance", results.get("experiment").textValue());
    assertEquals(3, results.get("seed").intValue());
    assertEquals("[\"learning-curves.png\"]", results.get("figures").toString());
    JsonNode saving = results.get("claims").get(0);
    assertEquals(
        "outputs of 10000 that change by saving and loading", saving.get("name").textValue());
    assertEquals(0, saving.get("measured").doubleValue());
    JsonNode error = results.get("claims").get(1);
    assertTrue(error.get("holds").booleanValue(), error::toString);
    // Better than a linear classifier, which has 31.5 % right (Greydanus and Kobak 2024).
    assertTrue(error.get("measured").doubleValue() < 100 - 31.5, error::toString);
    BufferedImage picture = ImageIO.read(result("learning-curves.png").toFile());
    assertEquals(1600, picture.getWidth());
    assertEquals(800, picture.getHeight());
    // Three matrices and three biases, 15,210 numbers of 4 bytes.
    assertTrue(Files.size(result("model.safetensors")) > 15_210 * 4);
  }

  @Test
  void dependsOnTheSeedAlone() throws IOException {
    byte[] model = model("--quick", "--seed=4", "--threads=1");
    assertArrayEquals(model, model("--quick", "--seed=4", "--threads=3"));
    assertFalse(Arrays.equals(model, model("--quick", "--seed=5")));
  }

  private byte[] model(String... arguments) throws IOException {
    run(0, arguments);
    return Files.readAllBytes(result("model.safetensors"));
  }
}
