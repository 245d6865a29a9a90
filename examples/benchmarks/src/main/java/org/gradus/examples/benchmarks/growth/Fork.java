package org.gradus.examples.benchmarks.growth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A further process like this one: of the same JVM, flags and class path. */
final class Fork {
  private final List<String> command = new ArrayList<>();

  private Fork() {}

  /** Returns a process that is not started yet and will run a program without arguments. */
  static Fork of(Class<?> program) {
    Fork fork = new Fork();
    fork.command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    fork.command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    fork.command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    fork.command.add(program.getName());
    return fork;
  }

  /** Adds arguments, and returns this. */
  Fork with(String... arguments) {
    return with(List.of(arguments));
  }

  /** Adds arguments, and returns this. */
  Fork with(List<String> arguments) {
    command.addAll(arguments);
    return this;
  }

  /**
   * Runs the process to its end and returns the last line of its output. Its messages are shown
   * with those of this process.
   *
   * @throws IllegalStateException if it fails or prints nothing
   */
  String lastLine() {
    try {
      Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
      List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
      int exit = process.waitFor();
      if (exit != 0 || lines.isEmpty()) {
        throw new IllegalStateException(
            "[fork] a process failed: expected exit value 0 and a result, got %s and %s lines of %s."
                .formatted(exit, lines.size(), command));
      }
      return lines.get(lines.size() - 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("[fork] interrupted while waiting for " + command + ".", e);
    }
  }
}
