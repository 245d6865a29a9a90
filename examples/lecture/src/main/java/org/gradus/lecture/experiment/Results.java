package org.gradus.lecture.experiment;

import java.nio.file.Path;
import java.util.List;

/**
 * What is written to {@code results.json}.
 *
 * @param experiment the name
 * @param title what it shows, in a line
 * @param seed what its random numbers follow from
 * @param quick whether this was the shortened form
 * @param claims in the order in which they were made
 * @param figures the names of the picture files, in the same folder
 * @param seconds of wall clock
 * @param environment what it ran on
 */
public record Results(
    String experiment,
    String title,
    long seed,
    boolean quick,
    List<Claim> claims,
    List<String> figures,
    double seconds,
    Environment environment) {
  /** The name of the file, in the folder of the experiment. */
  public static final Path FILE = Path.of("results.json");

  /** Keeps copies of the lists. */
  public Results {
    claims = List.copyOf(claims);
    figures = List.copyOf(figures);
  }

  /** Returns whether all claims hold. */
  public boolean hold() {
    return claims.stream().allMatch(Claim::holds);
  }
}
