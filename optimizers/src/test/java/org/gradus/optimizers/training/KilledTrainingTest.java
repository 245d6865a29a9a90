package org.gradus.optimizers.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.gradus.optimizers.checkpoint.CheckpointFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that trains, by SIGKILL, at random instants, until it has come to its end. */
class KilledTrainingTest {
  /** A process makes at least one step of the 300 before it is killed, and at most about these. */
  private static final int MOST_STEPS = 50;

  private static final int LEAST_KILLS = 4;

  @TempDir Path temp;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void theResumedTrainingEndsWithTheBitsOfTheUndisturbedOne() throws Exception {
    Lesson undisturbed = new Lesson();
    undisturbed.trainer().build().train(KilledTraining.EPOCHS);

    Path folder = temp.resolve("checkpoints");
    Random instants = new Random(7);
    int kills = 0;
    String result = "";
    while (result.isEmpty()) {
      Path output = temp.resolve("output-" + kills);
      Process process = start(folder, output);
      long step = newestStep(folder) + 1 + instants.nextInt(MOST_STEPS);
      while (newestStep(folder) < step && !process.waitFor(1, TimeUnit.MILLISECONDS)) {}
      if (process.waitFor(instants.nextInt(10), TimeUnit.MILLISECONDS)) {
        result = Files.readString(output).strip();
        assertEquals(0, process.exitValue(), result);
      } else {
        process.destroyForcibly().waitFor();
        CheckpointFolder.of(folder).read();
        kills++;
      }
    }

    assertEquals(KilledTraining.digest(undisturbed), result);
    assertTrue(kills >= LEAST_KILLS, "killed " + kills + " times");
  }

  private static long newestStep(Path folder) {
    return CheckpointFolder.of(folder)
        .newest()
        .map(file -> Long.parseLong(file.getFileName().toString().replaceAll("\\D", "")))
        .orElse(-1L);
  }

  /** Starts a process with the same numerical loops as this one. */
  private static Process start(Path folder, Path output) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    }
    Optional.ofNullable(System.getProperty("gradus.kernels"))
        .ifPresent(kernels -> command.add("-Dgradus.kernels=" + kernels));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(KilledTraining.class.getName(), folder.toString()));
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .redirectOutput(output.toFile())
        .start();
  }
}
