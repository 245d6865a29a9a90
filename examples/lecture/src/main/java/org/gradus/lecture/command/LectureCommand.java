package org.gradus.lecture.command;

import com.google.common.collect.Iterables;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.gradus.core.text.Spelling;
import org.gradus.core.text.TextTable;
import org.gradus.lecture.experiment.Chapter;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentRun;
import org.gradus.lecture.experiment.Options;
import org.gradus.lecture.experiment.Outcome;
import org.gradus.lecture.report.Report;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line of all experiments. */
final class LectureCommand {
  private static final String ALL = "all";

  private final List<Chapter> chapters;

  private LectureCommand(List<Chapter> chapters) {
    this.chapters = chapters;
  }

  static CommandLine commandLine(List<Chapter> chapters) {
    LectureCommand command = new LectureCommand(chapters);
    CommandSpec spec = CommandSpec.create().name("gradus");
    spec.usageMessage().description("Run the experiments of the lecture.");
    Options.declareHelp(spec);
    spec.addSubcommand("list", list());
    spec.addSubcommand("run", run());
    spec.addSubcommand("report", report());
    return new CommandLine(spec).setExecutionStrategy(command::execute);
  }

  private static CommandSpec list() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().description("List the experiments.");
    Options.declareHelp(spec);
    return spec;
  }

  private static CommandSpec run() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().description("Run experiments.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("NAME")
            .arity("1..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("What to run, of those that are listed; or %s.".formatted(ALL))
            .build());
    Options.declare(spec);
    return spec;
  }

  private static CommandSpec report() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().description("Collect the results of all runs in one page.");
    Options.declareHelp(spec);
    Options.declareOut(spec);
    return spec;
  }

  private int execute(ParseResult line) {
    Integer helped = CommandLine.executeHelpRequest(line);
    if (helped != null) {
      return helped;
    }
    if (!line.hasSubcommand()) {
      CommandLine console = line.commandSpec().commandLine();
      console.usage(console.getErr());
      return Outcome.UNUSABLE.code();
    }
    ParseResult inner = line.subcommand();
    CommandLine console = inner.commandSpec().commandLine();
    Outcome outcome =
        switch (inner.commandSpec().name()) {
          case "list" -> list(console.getOut());
          case "run" -> run(inner, console);
          default -> report(Options.out(inner), console);
        };
    return outcome.code();
  }

  private Outcome list(PrintWriter out) {
    TextTable table = new TextTable("name", "what it shows");
    for (Chapter chapter : chapters) {
      table.row("", "").row(chapter.title(), "");
      chapter.experiments().forEach(each -> table.row("  " + each.name(), each.title()));
    }
    out.print(table);
    out.flush();
    return Outcome.HOLDS;
  }

  private Outcome run(ParseResult line, CommandLine console) {
    List<Experiment> chosen = chosen(line, console);
    Options options = Options.applied(line);
    TextTable table = new TextTable("experiment", "claims that hold", "seconds", "outcome");
    Outcome worst = Outcome.HOLDS;
    for (Experiment experiment : chosen) {
      ExperimentRun.Ending ending =
          new ExperimentRun(experiment, options, console.getOut(), console.getErr()).run();
      table.row(
          experiment.name(),
          "%s of %s".formatted(ending.held(), ending.claims()),
          String.format(Locale.ROOT, "%.1f", ending.seconds()),
          ending.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '));
      worst = worst.and(ending.outcome());
      console.getOut().println();
    }
    if (chosen.size() > 1) {
      console.getOut().print(table);
      console.getOut().flush();
    }
    return worst;
  }

  private List<Experiment> chosen(ParseResult line, CommandLine console) {
    List<String> names = line.matchedPositionalValue(0, List.<String>of());
    List<Experiment> chosen = new ArrayList<>();
    for (String name : names) {
      List<Experiment> found =
          experiments().filter(e -> name.equals(ALL) || name.equals(e.name())).toList();
      if (found.isEmpty()) {
        throw new ParameterException(console, unknown(name));
      }
      chosen.addAll(found);
    }
    return chosen;
  }

  private Stream<Experiment> experiments() {
    return chapters.stream().flatMap(chapter -> chapter.experiments().stream());
  }

  /** Says that there is no experiment of a name, which there are, and which one may be meant. */
  private String unknown(String name) {
    List<String> names = experiments().map(Experiment::name).toList();
    return "[lecture] there is no such experiment: expected %s or one of %s, got %s.%s"
        .formatted(
            ALL,
            String.join(", ", names),
            name,
            Spelling.nearest(name, Iterables.concat(List.of(ALL), names))
                .map(" Hint: did you mean \"%s\"?"::formatted)
                .orElse(""));
  }

  private Outcome report(Path folder, CommandLine console) {
    try {
      Report report = Report.of(folder, chapters);
      report.problems().forEach(console.getErr()::println);
      if (report.isEmpty()) {
        console
            .getErr()
            .println(
                "[report] there are no results: expected folders with results.json, got none in %s. Hint: run an experiment first."
                    .formatted(folder));
        return Outcome.UNUSABLE;
      }
      console.getOut().println("The report is in " + report.write());
      return report.problems().isEmpty() ? Outcome.HOLDS : Outcome.UNUSABLE;
    } catch (UncheckedIOException e) {
      console.getErr().println(e.getMessage());
      return Outcome.UNUSABLE;
    }
  }
}
