package org.gradus.datasets.mnist1d;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The expected numbers are from the array {@code templates} of the published data set. */
class TemplatesTest {

  @Test
  void signals() {
    assertArrayEquals(
        new double[] {
          0.0,
          0.23693955110363696,
          0.35540932665545544,
          0.4146442144313647,
          0.4738791022072739,
          0.4738791022072739,
          0.4738791022072739,
          0.4738791022072739,
          0.4146442144313647,
          0.35540932665545544,
          0.23693955110363696,
          0.0
        },
        Templates.signal(0));
    assertArrayEquals(
        new double[] {
          0.0,
          -0.2858309752375147,
          -0.42874646285627205,
          -0.42874646285627205,
          -0.2858309752375147,
          0.0,
          0.0,
          0.0,
          0.0,
          -0.08574929257125435,
          -0.20008168266626036,
          0.0
        },
        Templates.signal(9));
  }

  @Test
  void time() {
    double[] time = Templates.time();

    assertEquals(-0.8333333333333334, time[0]);
    assertEquals(-0.07575757575757584, time[5]);
    assertEquals(0.07575757575757569, time[6]);
    assertEquals(0.8333333333333334, time[11]);
  }
}
