package org.gradus.layers.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of text: three columns to the left, numbers to the right, two spaces between. */
final class TextTable {
  private static final int TEXT_COLUMNS = 3;

  private final List<String[]> rows = new ArrayList<>();

  TextTable(String... header) {
    rows.add(header);
  }

  void add(String... cells) {
    rows.add(cells);
  }

  /** Returns a number with its thousands separated, such as 15,210. */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  @Override
  public String toString() {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String padding = " ".repeat(widths[i] - row[i].length());
        line.append(i == 0 ? "" : "  ");
        line.append(i < TEXT_COLUMNS ? row[i] + padding : padding + row[i]);
      }
      text.append(line).append('\n');
    }
    return text.toString();
  }
}
