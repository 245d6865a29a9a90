package org.gradus.lecture.experiment;

import java.nio.file.Path;
import org.gradus.core.compute.Compute;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * What the command line says.
 *
 * @param quick whether to run the shortened form
 * @param seed what all random numbers follow from
 * @param out the folder for the results of all experiments
 * @param threads how many threads compute
 */
record Options(boolean quick, long seed, Path out, int threads) {
  private static final String QUICK = "--quick";
  private static final String SEED = "--seed";
  private static final String OUT = "--out";
  private static final String THREADS = "--threads";

  /** Adds the options to a command. */
  static void declare(CommandSpec command) {
    command
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build())
        .addOption(
            OptionSpec.builder(QUICK)
                .type(boolean.class)
                .description("Run a shortened form.")
                .build())
        .addOption(
            OptionSpec.builder(SEED)
                .paramLabel("N")
                .type(long.class)
                .defaultValue("1")
                .description("What all random numbers follow from (default: ${DEFAULT-VALUE}).")
                .build())
        .addOption(
            OptionSpec.builder(OUT)
                .paramLabel("DIR")
                .type(Path.class)
                .defaultValue("target/lecture")
                .description("The folder for results (default: ${DEFAULT-VALUE}).")
                .build())
        .addOption(
            OptionSpec.builder(THREADS)
                .paramLabel("N")
                .type(int.class)
                .description("How many threads compute (default: one for each processor).")
                .build());
  }

  /** Returns the options of a command line. */
  static Options of(ParseResult line) {
    return new Options(
        line.matchedOptionValue(QUICK, false),
        line.commandSpec().findOption(SEED).<Long>getValue(),
        line.commandSpec().findOption(OUT).<Path>getValue(),
        line.matchedOptionValue(THREADS, Compute.threads()));
  }
}
