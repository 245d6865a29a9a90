package org.gradus.datasets.table;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Turns the cells of a column into numbers, by what was seen in one file: its categories, or the
 * mean of its numbers.
 */
final class ColumnEncoder {
  /** Not all that Java reads: no hexadecimal, no suffixes, no NaN. It never looks back. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?+(\\d++(\\.\\d*+)?+|\\.\\d++)([eE][+-]?+\\d++)?+");

  private static final int CATEGORIES_IN_MESSAGE = 10;

  private static final String EMPTY = "";

  private final Column column;
  private final Set<String> missing;
  private final List<String> categories;
  private final Map<String, Integer> positions;
  private final double mean;

  private ColumnEncoder(Column column, Set<String> missing, List<String> categories, double mean) {
    this.column = column;
    this.missing = missing;
    this.categories = categories;
    this.positions =
        IntStream.range(0, categories.size())
            .boxed()
            .collect(Collectors.toMap(categories::get, Function.identity()));
    this.mean = mean;
  }

  /** Returns the encoder of what a file has in a column. */
  static ColumnEncoder of(Column column, CsvFile file, List<String> missingTexts) {
    Set<String> missing = Set.copyOf(missingTexts);
    List<String> cells = file.cells(column);
    if (column.kind() != Column.Kind.NUMBER) {
      Set<String> sorted = new TreeSet<>();
      cells.forEach(cell -> sorted.add(missing.contains(cell) ? EMPTY : cell));
      if (column.missing() == Column.Missing.REFUSE) {
        sorted.remove(EMPTY);
      }
      return new ColumnEncoder(column, missing, List.copyOf(sorted), Double.NaN);
    }
    double sum = 0;
    int count = 0;
    for (int row = 0; row < cells.size(); row++) {
      if (!missing.contains(cells.get(row))) {
        sum += number(column, file, row, cells.get(row));
        count++;
      }
    }
    return new ColumnEncoder(column, missing, List.of(), sum / count);
  }

  /** Returns whether a cell becomes a feature for each category. */
  boolean isOneHot() {
    return column.kind() == Column.Kind.ONE_HOT;
  }

  /** Returns how many features a cell becomes. */
  int width() {
    return isOneHot() ? categories.size() : 1;
  }

  /** Returns what the features are called. */
  List<String> featureNames() {
    return isOneHot()
        ? categories.stream().map(category -> column.name() + "=" + category).toList()
        : List.of(column.name());
  }

  /** Returns the categories in the order of their positions; none for numbers. */
  List<String> categories() {
    return categories;
  }

  /** Returns what each cell of the column becomes: a number, or a position. */
  double[] encode(CsvFile file) {
    List<String> cells = file.cells(column);
    double[] encoded = new double[cells.size()];
    for (int row = 0; row < encoded.length; row++) {
      encoded[row] = encode(file, row, cells.get(row));
    }
    return encoded;
  }

  private double encode(CsvFile file, int row, String cell) {
    boolean empty = missing.contains(cell);
    if (empty && column.missing() == Column.Missing.REFUSE) {
      throw file.malformed(column, row, "a value", CsvFile.quote(cell));
    }
    if (column.kind() == Column.Kind.NUMBER) {
      if (empty && Double.isNaN(mean)) {
        throw file.malformed(column, row, "a column with a number", "none");
      }
      return empty ? mean : number(column, file, row, cell);
    }
    Integer position = positions.get(empty ? EMPTY : cell);
    if (position == null) {
      throw file.malformed(column, row, firstCategories(), CsvFile.quote(cell));
    }
    return position;
  }

  private String firstCategories() {
    int more = categories.size() - CATEGORIES_IN_MESSAGE;
    return more > 0
        ? String.join(", ", categories.subList(0, CATEGORIES_IN_MESSAGE))
            + " or "
            + more
            + " others"
        : String.join(", ", categories);
  }

  private static double number(Column column, CsvFile file, int row, String cell) {
    double number = NUMBER.matcher(cell).matches() ? Double.parseDouble(cell) : Double.NaN;
    if (!Float.isFinite((float) number)) { // Features and targets are FLOAT32.
      throw file.malformed(column, row, "a number", CsvFile.quote(cell));
    }
    return number;
  }
}
