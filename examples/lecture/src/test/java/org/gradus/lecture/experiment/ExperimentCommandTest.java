package org.gradus.lecture.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.gradus.core.compute.Compute;
import org.gradus.core.json.Json;
import org.gradus.datasets.location.Checksum;
import org.gradus.datasets.location.DataFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExperimentCommandTest {
  private static final Claim RIGHT = Claim.equal("a sum", 4, 4, "arithmetic", 0);
  private static final Claim WRONG = Claim.equal("a product", 5, 6, "arithmetic", 0.5);

  private final int threads = Compute.threads();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  /** An experiment that does one thing. */
  private record Trial(Consumer<Lab> body) implements Experiment {
    @Override
    public String name() {
      return "trial";
    }

    @Override
    public String title() {
      return "A trial";
    }

    @Override
    public void run(Lab lab) {
      body.accept(lab);
    }
  }

  @AfterEach
  void putThreadsBack() {
    Compute.setThreads(threads);
  }

  private int run(Consumer<Lab> body, String... arguments) {
    CommandLine commandLine = ExperimentCommand.commandLine(new Trial(body));
    return commandLine
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private Results results() throws IOException {
    return Json.plain().read(Files.readString(folder.resolve("trial/results.json")), Results.class);
  }

  @Test
  void succeedsIfAllClaimsHold() throws IOException {
    int code = run(lab -> lab.claim(RIGHT), "--out", folder.toString(), "--seed", "9");
    assertEquals(0, code, err::toString);
    Results results = results();
    assertEquals("trial", results.experiment());
    assertEquals(9, results.seed());
    assertEquals(List.of(RIGHT), results.claims());
    assertEquals(List.of(), results.figures());
    assertTrue(results.seconds() >= 0);
  }

  @Test
  void failsAfterWritingWhatDoesNotHold() throws IOException {
    int code =
        run(
            lab -> {
              lab.claim(WRONG);
              lab.claim(RIGHT);
            },
            "--out",
            folder.toString());
    assertEquals(Outcome.CLAIM_FAILED.code(), code);
    assertEquals(List.of(WRONG, RIGHT), results().claims());
    assertTrue(
        out.toString()
            .contains(
                """
                claim      measured  reference  tolerance  holds  source
                a product         5          6        0.5  NO     arithmetic
                a sum             4          4          0  yes    arithmetic
                """),
        out::toString);
  }

  @Test
  void passesItsOptionsOn() {
    int code =
        run(
            lab -> {
              assertTrue(lab.quick());
              assertEquals(-3, lab.seed());
              assertEquals(1, Compute.threads());
              assertEquals(folder.resolve("trial/note.txt"), lab.file("note.txt"));
            },
            "--quick",
            "--seed=-3",
            "--threads=1",
            "--out=" + folder);
    assertEquals(0, code, err::toString);
  }

  @Test
  void hasDefaults() {
    int code =
        run(
            lab -> {
              assertFalse(lab.quick());
              assertEquals(1, lab.seed());
              assertEquals(threads, Compute.threads());
            },
            "--out=" + folder);
    assertEquals(0, code, err::toString);
  }

  @Test
  void refusesAFolderThatCannotBeWrittenBeforeItRuns() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    int code =
        run(
            lab -> {
              throw new AssertionError("runs");
            },
            "--out=" + file);
    assertEquals(Outcome.UNUSABLE.code(), code);
    Path wanted = file.resolve("trial");
    assertEquals(
        ("[lecture] the output folder cannot be used: expected one to write to, got %s"
                + " (java.nio.file.FileSystemException: %s: Not a directory). Hint: choose another"
                + " by --out DIR.%n")
            .formatted(wanted, wanted),
        err.toString());
  }

  @Test
  void showsABarForWhatIsDownloaded() {
    int code =
        run(lab -> assertInstanceOf(DownloadBar.class, lab.data().progress()), "--out=" + folder);
    assertEquals(0, code, err::toString);
  }

  @Test
  void saysInALineThatTheCacheCannotBeWritten() throws IOException {
    Path cache = Files.writeString(folder.resolve("cache"), "in the way");
    DataFile file =
        DataFile.of(
            "set/file.bin", 4, Checksum.md5("0".repeat(32)), "Nobody's.", "http://127.0.0.1:1/");
    int code = run(lab -> lab.data().withCache(cache).locate(file), "--out=" + folder);
    assertEquals(Outcome.UNUSABLE.code(), code);
    assertTrue(
        err.toString()
            .matches(
                "\\[set/file\\.bin\\] the file cannot be stored: expected 4 bytes at .*, got"
                    + " java\\.nio\\.file\\..*\\. Hint: .*\\R"),
        err::toString);
  }

  @Test
  void refusesUnknownOptionsAndTooManyThreads() {
    assertEquals(Outcome.UNUSABLE.code(), run(lab -> {}, "--fast"));
    assertTrue(err.toString().startsWith("Unknown option: '--fast'"), err::toString);
    err.getBuffer().setLength(0);
    assertEquals(Outcome.UNUSABLE.code(), run(lab -> {}, "--threads=0"));
    assertTrue(
        err.toString()
            .startsWith(
                "[threads] The number of threads is out of range: expected 1 to 1024, got 0."),
        err::toString);
  }

  @Test
  void tellsABrokenExperimentFromAFailedClaim() {
    int code =
        run(
            lab -> {
              throw new IllegalStateException("broken");
            },
            "--out=" + folder);
    assertEquals(Outcome.BROKEN.code(), code);
    assertTrue(err.toString().startsWith("java.lang.IllegalStateException: broken"), err::toString);
  }

  @Test
  void helps() {
    assertEquals(0, run(lab -> {}, "--help"));
    assertEquals(
        """
        Usage: trial [-h] [--published] [--quick] [--out=DIR] [--seed=N] [--threads=N]
        A trial
          -h, --help        Show this help.
              --out=DIR     The folder for results (default: target/lecture).
              --published   Run the published settings where that takes hours.
              --quick       Run a shortened form.
              --seed=N      What all random numbers follow from (default: 1).
              --threads=N   How many threads compute (default: one for each processor).
        """,
        out.toString());
  }
}
