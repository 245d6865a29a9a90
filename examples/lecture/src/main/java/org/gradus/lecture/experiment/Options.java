package org.gradus.lecture.experiment;

import java.nio.file.Path;
import org.gradus.core.compute.Compute;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * What the command line says.
 *
 * @param quick whether to run the shortened form
 * @param published whether to run with the published settings where the full form is scaled down
 * @param seed what all random numbers follow from
 * @param out the folder for the results of all experiments
 * @param threads how many threads compute
 */
public record Options(boolean quick, boolean published, long seed, Path out, int threads) {
  private static final String QUICK = "--quick";
  private static final String PUBLISHED = "--published";
  private static final String SEED = "--seed";
  private static final String OUT = "--out";
  private static final String THREADS = "--threads";

  /** Adds the options of a run to a command. */
  public static void declare(CommandSpec command) {
    declareHelp(command);
    declareOut(command);
    command
        .addOption(
            OptionSpec.builder(QUICK)
                .type(boolean.class)
                .description("Run a shortened form.")
                .build())
        .addOption(
            OptionSpec.builder(PUBLISHED)
                .type(boolean.class)
                .description("Run the published settings where that takes hours.")
                .build())
        .addOption(
            OptionSpec.builder(SEED)
                .paramLabel("N")
                .type(long.class)
                .defaultValue("1")
                .description("What all random numbers follow from (default: ${DEFAULT-VALUE}).")
                .build())
        .addOption(
            OptionSpec.builder(THREADS)
                .paramLabel("N")
                .type(int.class)
                .description("How many threads compute (default: one for each processor).")
                .build());
  }

  /** Adds the option that asks for help. */
  public static void declareHelp(CommandSpec command) {
    command.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help.").build());
  }

  /** Adds the folder of results. */
  public static void declareOut(CommandSpec command) {
    command.addOption(
        OptionSpec.builder(OUT)
            .paramLabel("DIR")
            .type(Path.class)
            .defaultValue("target/lecture")
            .description("The folder for results (default: ${DEFAULT-VALUE}).")
            .build());
  }

  /** Returns the folder of results. */
  public static Path out(ParseResult line) {
    return line.commandSpec().findOption(OUT).<Path>getValue();
  }

  /**
   * Returns the options of a command line, and sets the number of threads.
   *
   * @throws ParameterException if there cannot be so many threads
   */
  public static Options applied(ParseResult line) {
    Options options =
        new Options(
            line.matchedOptionValue(QUICK, false),
            line.matchedOptionValue(PUBLISHED, false),
            line.commandSpec().findOption(SEED).<Long>getValue(),
            out(line),
            line.matchedOptionValue(THREADS, Compute.threads()));
    try {
      Compute.setThreads(options.threads());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(line.commandSpec().commandLine(), e.getMessage(), e);
    }
    return options;
  }
}
