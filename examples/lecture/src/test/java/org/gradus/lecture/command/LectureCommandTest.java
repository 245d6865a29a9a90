package org.gradus.lecture.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.gradus.lecture.experiment.Chapter;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.experiment.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LectureCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  /** An experiment that does one thing. */
  private record Trial(String name, Consumer<Lab> body) implements Experiment {
    @Override
    public String title() {
      return "The trial " + name;
    }

    @Override
    public void run(Lab lab) {
      body.accept(lab);
    }
  }

  private static Claim sum(int measured) {
    return Claim.equal("a sum", measured, 4, "arithmetic", 0);
  }

  private int execute(String... arguments) {
    Trial broken =
        new Trial(
            "broken",
            lab -> {
              throw new IllegalStateException("broken");
            });
    List<Chapter> chapters =
        List.of(
            new Chapter("What works", List.of(new Trial("good", lab -> lab.claim(sum(4))))),
            new Chapter(
                "What does not", List.of(new Trial("bad", lab -> lab.claim(sum(5))), broken)));
    return LectureCommand.commandLine(chapters)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void listsTheExperiments() {
    assertEquals(0, execute("list"));
    assertEquals(
        """
        name           what it shows

        What works
          good         The trial good

        What does not
          bad          The trial bad
          broken       The trial broken
        """,
        out.toString());
  }

  @Test
  void runsWhatIsNamed() {
    assertEquals(0, execute("run", "good", "--out=" + folder));
    assertTrue(Files.exists(folder.resolve("good/results.json")));
    assertTrue(Files.notExists(folder.resolve("bad")));
  }

  @Test
  void runsAllWhateverFailsAndEndsWithTheWorst() {
    assertEquals(Outcome.BROKEN.code(), execute("run", "all", "--quick", "--out=" + folder));
    String table = out.toString().replaceAll("[0-9]+\\.[0-9]", "0.0");
    assertTrue(
        table.endsWith(
            """
            experiment  claims that hold  seconds  outcome
            good                  1 of 1      0.0  holds
            bad                   0 of 1      0.0  claim failed
            broken                0 of 0      0.0  broken
            """),
        out::toString);
    assertEquals(Outcome.CLAIM_FAILED.code(), execute("run", "bad", "good", "--out=" + folder));
  }

  @Test
  void wrongNamesListWhatExists() {
    assertEquals(Outcome.UNUSABLE.code(), execute("run", "goood", "--out=" + folder));
    assertTrue(
        err.toString()
            .startsWith(
                "[lecture] there is no such experiment: expected all or one of good, bad, broken, got"
                    + " goood. Hint: did you mean \"good\"?"
                    + System.lineSeparator()),
        err::toString);
  }

  @Test
  void namesUnlikeAnyOnlyListWhatExists() {
    assertEquals(Outcome.UNUSABLE.code(), execute("run", "transformer", "--out=" + folder));
    assertTrue(
        err.toString()
            .startsWith(
                "[lecture] there is no such experiment: expected all or one of good, bad, broken, got"
                    + " transformer."
                    + System.lineSeparator()),
        err::toString);
  }

  @Test
  void withoutACommandItSaysHowItIsUsed() {
    assertEquals(Outcome.UNUSABLE.code(), execute());
    assertTrue(err.toString().startsWith("Usage: gradus [-h] [COMMAND]"), err::toString);
  }

  @Test
  void reportsOfWhatWasRun() {
    assertEquals(Outcome.UNUSABLE.code(), execute("report", "--out=" + folder));
    assertEquals(
        "[report] there are no results: expected folders with results.json, got none in %s. Hint: run"
                .formatted(folder)
            + " an experiment first."
            + System.lineSeparator(),
        err.toString());
    execute("run", "good", "--out=" + folder);
    assertEquals(0, execute("report", "--out=" + folder));
    assertTrue(Files.exists(folder.resolve("report.html")));
  }

  @Test
  void aReportThatCannotBeWrittenIsSaid() throws IOException {
    execute("run", "good", "--out=" + folder);
    Path page = Files.createDirectory(folder.resolve("report.html"));

    assertEquals(Outcome.UNUSABLE.code(), execute("report", "--out=" + folder));
    assertEquals(
        ("[file] %s cannot be written: expected a folder and a file that can be written to, got"
                    + " java.nio.file.FileSystemException: %s: not a regular file.")
                .formatted(page, page)
            + System.lineSeparator(),
        err.toString());
  }

  @Test
  void namesAreUniqueAndInKebabCase() {
    Set<String> names = new HashSet<>();
    for (Chapter chapter : Experiments.chapters()) {
      for (Experiment experiment : chapter.experiments()) {
        assertTrue(names.add(experiment.name()), experiment.name());
        assertTrue(experiment.name().matches("[a-z0-9]+(-[a-z0-9]+)*"), experiment.name());
      }
    }
  }
}
