package org.gradus.lecture.experiment;

import java.util.List;

/**
 * What is written to {@code results.json}.
 *
 * @param experiment the name
 * @param seed what its random numbers follow from
 * @param claims in the order in which they were made
 * @param figures the names of the picture files, in the same folder
 * @param seconds of wall clock
 */
record Results(
    String experiment, long seed, List<Claim> claims, List<String> figures, double seconds) {
  boolean hold() {
    return claims.stream().allMatch(Claim::holds);
  }
}
