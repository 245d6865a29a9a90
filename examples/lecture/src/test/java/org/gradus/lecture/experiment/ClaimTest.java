package org.gradus.lecture.experiment;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ClaimTest {
  @Test
  void holdsWithinItsTolerance() {
    assertTrue(Claim.equal("error", 37, 36, "theory", 1).holds());
    assertTrue(Claim.equal("error", 35, 36, "theory", 1).holds());
    assertFalse(Claim.equal("error", 37.1, 36, "theory", 1).holds());
    assertFalse(Claim.equal("error", 34.9, 36, "theory", 1).holds());
  }

  @Test
  void holdsBelowAReferenceByMoreThanItsTolerance() {
    assertTrue(Claim.below("error", 87.9, 90, "guessing", 2).holds());
    assertFalse(Claim.below("error", 88, 90, "guessing", 2).holds());
    assertFalse(Claim.below("error", 91, 90, "guessing", 2).holds());
  }

  @Test
  void doesNotHoldWhereNothingWasMeasured() {
    assertFalse(Claim.equal("loss", Double.NaN, 1, "theory", 1).holds());
    assertFalse(Claim.below("loss", Double.NaN, 1, "theory", 1).holds());
  }
}
