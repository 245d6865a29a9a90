package org.gradus.lecture.command;

import org.gradus.lecture.experiment.Program;

/** The lecture's experiments as one program: {@code list}, {@code run}, {@code report}. */
public final class Gradus {
  private Gradus() {}

  /** Runs the program, and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(
        Program.run(
            Gradus.class, () -> LectureCommand.commandLine(Experiments.chapters()), arguments));
  }
}
