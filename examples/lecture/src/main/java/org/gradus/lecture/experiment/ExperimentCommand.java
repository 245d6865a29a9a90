package org.gradus.lecture.experiment;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Runs one experiment as a program of its own, whose exit code is that of the {@link Outcome}. */
public final class ExperimentCommand {
  private final Experiment experiment;

  private ExperimentCommand(Experiment experiment) {
    this.experiment = experiment;
  }

  /** Runs an experiment on the console, in a JVM with the Vector API, and returns the exit code. */
  public static int run(Experiment experiment, String... arguments) {
    return Program.run(experiment.getClass(), () -> commandLine(experiment), arguments);
  }

  static CommandLine commandLine(Experiment experiment) {
    ExperimentCommand command = new ExperimentCommand(experiment);
    CommandSpec spec = CommandSpec.create().name(experiment.name());
    spec.usageMessage().description(experiment.title());
    Options.declare(spec);
    return new CommandLine(spec).setExecutionStrategy(command::execute);
  }

  private int execute(ParseResult line) {
    Integer helped = CommandLine.executeHelpRequest(line);
    if (helped != null) {
      return helped;
    }
    CommandLine console = line.commandSpec().commandLine();
    Options options = Options.applied(line);
    return new ExperimentRun(experiment, options, console.getOut(), console.getErr())
        .run()
        .outcome()
        .code();
  }
}
