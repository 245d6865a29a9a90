package org.gradus.lecture.experiment;

import java.util.List;

/**
 * A part of the lecture, with its experiments in the order of the lecture.
 *
 * @param title what it is about
 * @param experiments those that belong to it
 */
public record Chapter(String title, List<Experiment> experiments) {
  /** Makes the list one that stays. */
  public Chapter {
    experiments = List.copyOf(experiments);
  }
}
