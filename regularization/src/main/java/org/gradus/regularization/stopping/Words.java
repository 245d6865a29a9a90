package org.gradus.regularization.stopping;

import java.util.Locale;

/** Numbers in reasons to stop. */
final class Words {
  private Words() {}

  static String epochs(int count) {
    return count == 1 ? "1 epoch" : count + " epochs";
  }

  /** Returns a number with some digits. */
  static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
