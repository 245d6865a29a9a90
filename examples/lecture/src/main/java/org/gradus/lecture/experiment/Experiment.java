package org.gradus.lecture.experiment;

/** A figure, a table or a practical of the lecture that can be run. */
public interface Experiment {
  /** Returns the name, in kebab-case; also that of its folder of results. */
  String name();

  /** Returns what it shows, in a line. */
  String title();

  /** Runs it: prints, draws, and makes its claims. */
  void run(Lab lab);
}
