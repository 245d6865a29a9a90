package org.gradus.lecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.model.ModelFile;
import org.gradus.optimizers.training.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps the README's code true. */
class ReadmeTest {
  private static final Path README = Path.of("..", "..", "README.md");
  private static final Path EXAMPLE =
      Path.of("src", "test", "java", "org", "gradus", "lecture", "ReadmeExample.java");

  @TempDir private Path folder;

  private static List<String> found(Path file, String pattern) throws IOException {
    return Pattern.compile(pattern, Pattern.DOTALL)
        .matcher(Files.readString(file))
        .results()
        .map(match -> match.group(1).stripIndent())
        .toList();
  }

  @Test
  void showsCodeThatIsCompiled() throws IOException {
    List<String> examples = found(EXAMPLE, "// README: begin\n(.*?)\n *// README: end");
    assertEquals(2, examples.size());
    assertEquals(examples, found(README, "```java\n(.*?)\n```"));
  }

  /** A hidden layer does better than a linear classifier's 31.5 % (Greydanus and Kobak 2024). */
  @Test
  void showsCodeThatLearns() {
    Path file = folder.resolve("model.safetensors");
    double percent = ReadmeExample.run(file);
    assertTrue(percent > 31.5, () -> percent + " %");
    assertEquals(Shape.of(3, 10), ModelFile.load(file).forward(Tensor.zeros(3, 40)).shape());
  }

  @Test
  void showsATrainerThatGoesOn() {
    assertEquals(2, ReadmeExample.train(folder, 2).epochs().size());
    History resumed = ReadmeExample.train(folder, 3);
    assertEquals(3, resumed.epochs().size());
    assertTrue(resumed.last().measure("validation/accuracy") > 0.315, resumed::toString);
  }
}
