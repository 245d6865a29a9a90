package org.gradus.core.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A table for the console. Columns of numbers are aligned at the right, others at the left; what is
 * empty is either.
 */
public final class TextTable {
  private static final String GAP = "  ";
  private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity");

  private final List<List<String>> rows = new ArrayList<>();

  /** Creates a table without rows. */
  public TextTable(String... headings) {
    rows.add(List.of(headings));
  }

  /**
   * Adds a row.
   *
   * @param cells as many as there are headings
   * @return this table
   * @throws IllegalArgumentException if there are more or fewer
   */
  public TextTable row(String... cells) {
    int columns = rows.get(0).size();
    if (cells.length != columns) {
      throw new IllegalArgumentException(
          "[table] a row does not fit its headings: expected %s cells, got %s."
              .formatted(columns, cells.length));
    }
    rows.add(List.of(cells));
    return this;
  }

  /** Returns the lines, headings first, each ended by a line feed. */
  @Override
  public String toString() {
    int columns = rows.get(0).size();
    StringBuilder[] lines = new StringBuilder[rows.size()];
    for (int row = 0; row < lines.length; row++) {
      lines[row] = new StringBuilder();
    }
    for (int column = 0; column < columns; column++) {
      int index = column;
      List<String> cells = rows.stream().map(row -> row.get(index)).toList();
      int width = cells.stream().mapToInt(String::length).max().orElse(0);
      boolean right =
          cells.stream().skip(1).filter(cell -> !cell.isEmpty()).allMatch(TextTable::isNumber);
      for (int row = 0; row < lines.length; row++) {
        String padding = " ".repeat(width - cells.get(row).length());
        lines[row]
            .append(column == 0 ? "" : GAP)
            .append(right ? padding : "")
            .append(cells.get(row))
            .append(right ? "" : padding);
      }
    }
    StringBuilder text = new StringBuilder();
    for (StringBuilder line : lines) {
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static boolean isNumber(String cell) {
    String unsigned = cell.startsWith("-") || cell.startsWith("±") ? cell.substring(1) : cell;
    return NOT_FINITE.contains(unsigned)
        || (!unsigned.isEmpty() && Character.isDigit(unsigned.charAt(0)));
  }
}
