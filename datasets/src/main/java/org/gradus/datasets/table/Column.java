package org.gradus.datasets.table;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;

/**
 * Says what becomes of a column.
 *
 * @param name of the column in the header; its number from 0 where there is none
 * @param kind what the cells are
 * @param missing what an empty cell becomes; refused by default
 */
public record Column(String name, Kind kind, Missing missing) {
  /** What the cells of a column are. */
  public enum Kind {
    /** Numbers in decimal notation, such as {@code -1.5e3}, in the range of FLOAT32. */
    NUMBER,
    /**
     * Categories, which become their position in the sorted list of all: 0, 1, …; for targets and
     * for embeddings.
     */
    INDEX,
    /** Categories, which become a feature each: 1 where a cell has it, and 0 elsewhere. */
    ONE_HOT
  }

  /** What an empty cell becomes. */
  public enum Missing {
    /** An error that says where it is. */
    REFUSE,
    /** The mean of the column's other cells, for numbers. */
    MEAN,
    /** A category of its own, whose name is "", for categories. */
    CATEGORY
  }

  /**
   * Checks that the column's kind has what an empty cell shall become.
   *
   * @throws IllegalArgumentException if it has not
   */
  public Column {
    Settings.require(
        missing != (kind == Kind.NUMBER ? Missing.CATEGORY : Missing.MEAN),
        "column",
        "missing",
        kind == Kind.NUMBER ? "refuse or mean for numbers" : "refuse or category for categories",
        missing);
  }

  /** Describes a column without empty cells. */
  @Defaults
  public Column(String name, Kind kind) {
    this(name, kind, Missing.REFUSE);
  }

  /** Describes a column of numbers. */
  public static Column number(String name) {
    return new Column(name, Kind.NUMBER);
  }

  /** Describes a column of categories that become positions. */
  public static Column index(String name) {
    return new Column(name, Kind.INDEX);
  }

  /** Describes a column of categories that become a feature each. */
  public static Column oneHot(String name) {
    return new Column(name, Kind.ONE_HOT);
  }

  /**
   * Returns the column with something else for empty cells.
   *
   * @throws IllegalArgumentException if the column's kind does not have it
   */
  public Column withMissing(Missing other) {
    return new Column(name, kind, other);
  }
}
