package org.gradus.optimizers.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Lets a file end where the disk would: a process whose files may have 512 KiB at most. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class FullDiskTest {
  @TempDir Path temp;

  @Test
  void theCheckpointsBeforeAreIntact() throws Exception {
    Path folder = temp.resolve("checkpoints");
    Path output = temp.resolve("output");
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                // In blocks of 512 bytes, or of 1024 in some shells.
                "ulimit -f 1024 && exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:off",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                FullDisk.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(output.toFile())
            .start();
    int exit = process.waitFor();

    String message = Files.readString(output).strip();
    assertEquals(0, exit, message);
    assertTrue(
        message.contains("000002.safetensors cannot be written: expected a folder"), message);
    assertTrue(CheckpointFolder.of(folder).read().isPresent());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("step-000000000001.safetensors")), files.toList());
    }
  }
}
