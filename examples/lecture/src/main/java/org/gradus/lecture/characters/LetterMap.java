package org.gradus.lecture.characters;

import java.util.List;
import java.util.stream.IntStream;
import org.gradus.core.tensor.DType;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;

/**
 * Where a network has put the characters in the plane.
 *
 * @param characters the stop first, then a to z
 * @param x the first number of each
 * @param y the second number of each
 */
record LetterMap(List<String> characters, double[] x, double[] y) {
  /** Returns the map of a network whose first parameter is a table of two numbers a character. */
  static LetterMap of(Trainings trainings) {
    double[][] table =
        trainings
            .network()
            .parameters()
            .values()
            .iterator()
            .next()
            .tensor()
            .cast(DType.FLOAT64)
            .toDoubleRows();
    return new LetterMap(
        trainings.contexts().names().vocabulary().tokens(),
        IntStream.range(0, table.length).mapToDouble(i -> table[i][0]).toArray(),
        IntStream.range(0, table.length).mapToDouble(i -> table[i][1]).toArray());
  }

  /** Draws the map. */
  LinePanel panel() {
    return new LinePanel("Where the network puts characters", "first number", "second number")
        .points("character", x, y, Palette.YELLOW.color())
        .texts(characters, x, y);
  }
}
