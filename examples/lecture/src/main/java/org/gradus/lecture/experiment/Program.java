package org.gradus.lecture.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * A command line as a program.
 *
 * <p>The Vector API has to be asked for when a JVM is started. A program that was started without
 * it starts itself again with it, unless {@code -Dgradus.kernels} says which loops to use.
 */
public final class Program {
  private static final String VECTOR_API = "jdk.incubator.vector";

  private Program() {}

  /**
   * Runs a program and returns its exit code.
   *
   * @param main the class of the program, for starting it again
   */
  public static int run(Class<?> main, Supplier<CommandLine> commandLine, String... arguments) {
    if (isWithoutVectorApi()) {
      return startAgain(main, arguments);
    }
    System.setProperty("java.awt.headless", "true");
    System.setProperty("java.util.logging.SimpleFormatter.format", "%5$s%n");
    return commandLine.get().execute(arguments);
  }

  private static boolean isWithoutVectorApi() {
    return ModuleLayer.boot().findModule(VECTOR_API).isEmpty()
        && ModuleFinder.ofSystem().find(VECTOR_API).isPresent()
        && System.getProperty("gradus.kernels") == null;
  }

  private static int startAgain(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("--add-modules", VECTOR_API));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "[lecture] the program cannot start itself again with the Vector API: expected to run %s, got %s."
              .formatted(command.get(0), e),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.BROKEN.code();
    }
  }
}
