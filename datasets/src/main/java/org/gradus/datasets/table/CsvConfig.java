package org.gradus.datasets.table;

import java.nio.file.Path;
import java.util.List;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.datasets.dataset.Dataset;

/**
 * Asks for the rows of a file of comma-separated values.
 *
 * <pre>{@code
 * TableDataset iris =
 *     CsvConfig.of(
 *             "iris.csv",
 *             List.of(Column.number("petal length"), Column.number("petal width")),
 *             Column.index("species"))
 *         .load();
 * }</pre>
 *
 * <p>The file is UTF-8, and quoted as RFC 4180 has it. Spaces around cells are left out, and so are
 * empty lines.
 *
 * @param file its path
 * @param inputs the columns that become features, in this order; at least one
 * @param target the column that becomes the targets: numbers, or classes by position
 * @param delimiter the character between cells; a comma by default
 * @param header whether the first line names the columns; true by default
 * @param missing the texts that stand for an empty cell; none, NA, NaN and ? by default
 */
public record CsvConfig(
    String file,
    List<Column> inputs,
    Column target,
    String delimiter,
    boolean header,
    List<String> missing)
    implements Dataset.Config {
  private static final String NAME = "csv";

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if there is no input, the target is of more than one feature
   *     or may be missing, or the delimiter is not one character other than a quote or an end of
   *     line
   */
  public CsvConfig {
    inputs = List.copyOf(inputs);
    missing = List.copyOf(missing);
    Settings.require(!inputs.isEmpty(), NAME, "inputs", "at least one column", inputs);
    Settings.require(
        target.kind() != Column.Kind.ONE_HOT, NAME, "target", "number or index", target.kind());
    Settings.require(
        target.missing() == Column.Missing.REFUSE,
        NAME,
        "target",
        "a column whose empty cells are refused",
        target.missing());
    Settings.require(
        delimiter.length() == 1 && "\"\r\n".indexOf(delimiter.charAt(0)) < 0,
        NAME,
        "delimiter",
        "one character other than a quote or an end of line",
        "\"" + delimiter + "\"");
  }

  /** Asks for a file with commas and a header. */
  @Defaults
  public CsvConfig(String file, List<Column> inputs, Column target) {
    this(file, inputs, target, ",", true, List.of("", "NA", "NaN", "?"));
  }

  /**
   * Asks for a file with commas and a header.
   *
   * @throws IllegalArgumentException as the constructor
   */
  public static CsvConfig of(String file, List<Column> inputs, Column target) {
    return new CsvConfig(file, inputs, target);
  }

  /**
   * Returns this with another delimiter.
   *
   * @throws IllegalArgumentException if it cannot be one
   */
  public CsvConfig withDelimiter(String other) {
    return new CsvConfig(file, inputs, target, other, header, missing);
  }

  /** Returns this for a file whose first line is data; the columns are called 0, 1, …. */
  public CsvConfig withoutHeader() {
    return new CsvConfig(file, inputs, target, delimiter, false, missing);
  }

  /** Returns this with other texts that stand for an empty cell. */
  public CsvConfig withMissing(List<String> texts) {
    return new CsvConfig(file, inputs, target, delimiter, header, texts);
  }

  /**
   * Reads the file.
   *
   * @throws org.gradus.datasets.location.MalformedFileException if a column is missing, a row has
   *     another number of cells, or a cell is not what its column says
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public TableDataset load() {
    return TableDataset.read(this, Path.of(file));
  }
}
