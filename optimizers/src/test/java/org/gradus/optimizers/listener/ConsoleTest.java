package org.gradus.optimizers.listener;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.gradus.optimizers.training.StepReport;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream console = new PrintStream(bytes, true, UTF_8);

  @Test
  void aTableHasARowAnEpoch() {
    List<String> lines = new ArrayList<>();
    Reports.train(new ConsoleTable(lines::add), 0, 3);
    assertEquals(
        List.of(
            "epoch        rate     seconds        loss  validation/loss",
            "    1      0.5000         1.3       1.000            2.000",
            "    2      0.5000         1.3      0.5000              NaN",
            "    3      0.5000         1.3      0.3333           0.6667",
            "Ended after 0 epochs: all epochs were trained."),
        lines);
  }

  @Test
  void aTableSaysWhatWasLeftOut() {
    List<String> lines = new ArrayList<>();
    ConsoleTable table = new ConsoleTable(lines::add);
    table.started(Reports.network(), Reports.NOTHING, 2, 0);
    table.skipped(1, 1, 1, "a finite loss, got NaN");
    table.skipped(1, 2, 2, "a finite loss, got Infinity");
    table.epochEnded(Reports.epoch(1));
    table.epochEnded(Reports.epoch(2));
    assertEquals(4, lines.size());
    assertEquals("Left out 2 steps: expected a finite loss, got Infinity.", lines.get(2));
  }

  @Test
  void aTableSaysWhereATrainingGoesOn() {
    List<String> lines = new ArrayList<>();
    ConsoleTable table = new ConsoleTable(lines::add);
    Reports.train(table, 2, 3);
    assertEquals("Going on after 2 of 3 epochs (step 4).", lines.get(0));
    assertEquals("epoch        rate     seconds        loss  validation/loss", lines.get(1));
  }

  @Test
  void aBarShowsTheMeanLossOfTheEpoch() {
    ProgressBarListener listener =
        new ProgressBarListener((task, steps) -> TextProgress.on(console, task, steps));
    Reports.train(listener, 0, 1);
    String text = bytes.toString(UTF_8);
    String last = text.substring(text.lastIndexOf("epoch"));
    // Batches of 10 with the losses 1 and 1/2.
    assertTrue(last.startsWith("epoch 1/1 100%"), last);
    assertTrue(last.contains("2/2"), last);
    assertTrue(last.contains("loss 0.7500"), last);
  }

  @Test
  void aBarGoesOnWhereAnEpochWasInterrupted() {
    ProgressBarListener listener =
        new ProgressBarListener((task, steps) -> TextProgress.on(console, task, steps));
    listener.started(Reports.network(), Reports.NOTHING, 5, 1);
    listener.epochStarted(1, 4, 1);
    StepReport second = Reports.step(2);
    listener.stepped(second);
    listener.ended(Reports.NOTHING, "it was asked to stop");
    String text = bytes.toString(UTF_8);
    String last = text.substring(text.lastIndexOf("epoch"));
    assertTrue(last.startsWith("epoch 1/5  50%"), last);
    assertTrue(last.contains("loss 0.5000"), last);
  }

  @Test
  void nothingIsShownWithoutAConsole() {
    // Tests have none.
    Reports.train(new ProgressBarListener(console), 0, 2);
    assertEquals(System.console() == null, bytes.size() == 0);
  }
}
