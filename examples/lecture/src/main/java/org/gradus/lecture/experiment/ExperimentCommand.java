package org.gradus.lecture.experiment;

import java.io.PrintWriter;
import java.util.Locale;
import org.gradus.core.compute.Compute;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Runs an experiment as a program.
 *
 * <p>Its exit code is 0 if all claims hold, {@value #CLAIM_FAILED} if one does not, {@value
 * #UNUSABLE} if the command line or the output folder is of no use, and {@value #BROKEN} if the
 * experiment itself failed.
 */
public final class ExperimentCommand {
  static final int CLAIM_FAILED = 1;
  static final int UNUSABLE = ExitCode.USAGE;
  static final int BROKEN = 3;

  private static final double NANOS = 1e-9;

  private final Experiment experiment;

  private ExperimentCommand(Experiment experiment) {
    this.experiment = experiment;
  }

  /** Runs an experiment on the console, and returns the exit code. */
  public static int run(Experiment experiment, String... arguments) {
    System.setProperty("java.awt.headless", "true");
    System.setProperty("java.util.logging.SimpleFormatter.format", "%5$s%n");
    return commandLine(experiment).execute(arguments);
  }

  static CommandLine commandLine(Experiment experiment) {
    ExperimentCommand command = new ExperimentCommand(experiment);
    CommandSpec spec =
        CommandSpec.create().name(experiment.name()).exitCodeOnExecutionException(BROKEN);
    spec.usageMessage().description(experiment.title());
    Options.declare(spec);
    return new CommandLine(spec).setExecutionStrategy(command::execute);
  }

  private int execute(ParseResult line) {
    Integer helped = CommandLine.executeHelpRequest(line);
    if (helped != null) {
      return helped;
    }
    Options options = Options.of(line);
    try {
      Compute.setThreads(options.threads());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(line.commandSpec().commandLine(), e.getMessage(), e);
    }
    try {
      return execute(options, line.commandSpec().commandLine().getOut());
    } catch (UnusableFolderException e) {
      line.commandSpec().commandLine().getErr().println(e.getMessage());
      return UNUSABLE;
    }
  }

  private int execute(Options options, PrintWriter out) {
    long start = System.nanoTime();
    Lab lab = Lab.open(experiment, options, out);
    lab.print("%s", experiment.title());
    lab.print(
        "Java %s; kernels: %s; threads: %s",
        Runtime.version().feature(),
        Compute.kernels().name().toLowerCase(Locale.ROOT),
        Compute.threads());
    experiment.run(lab);
    Results results = lab.conclude(experiment, NANOS * (System.nanoTime() - start));
    return results.hold() ? ExitCode.OK : CLAIM_FAILED;
  }
}
