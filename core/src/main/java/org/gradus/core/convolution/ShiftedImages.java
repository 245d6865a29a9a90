package org.gradus.core.convolution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Copies of images from which every element of a convolution's window is read as one run.
 *
 * <p>A window shows an image shifted by rows and by columns. If the columns are copied once for
 * each of their shifts, with zeros where the window looks beyond the image and without the columns
 * that it skips, then a shift by rows is no more than another place to begin at: all positions of
 * the window in a block of rows are a run of neighbouring elements, for each element of the window
 * and each channel. That is a copy for each column of the window, where writing out what every
 * position shows would take one for each of its elements.
 *
 * <p>Small images lie side by side in the rows of the copies, so that runs are long. The rows that
 * a window skips between its positions are kept apart: a copy is of the rows of one phase of its
 * stride.
 */
final class ShiftedImages {
  private final int height;
  private final int width;
  private final int rowStep;
  private final int columnStep;
  private final int columns;
  private final int abreast;
  private final int blockRows;
  private final int[] rowShifts;
  private final int[] columnShifts;
  private final List<Copy> copies = new ArrayList<>();
  private final int[] taps;
  private int channelSize;

  /**
   * Plans the copies.
   *
   * @param height the rows of an image
   * @param width the columns of an image
   * @param rowStep the rows that the window moves by
   * @param columnStep the columns that the window moves by
   * @param columns the number of positions of the window in a row of a block
   * @param abreast the number of images side by side
   * @param blockRows the number of rows of positions in a block
   * @param rowShifts where each element of the window begins, in rows
   * @param columnShifts and in columns
   */
  ShiftedImages(
      int height,
      int width,
      int rowStep,
      int columnStep,
      int columns,
      int abreast,
      int blockRows,
      int[] rowShifts,
      int[] columnShifts) {
    this.height = height;
    this.width = width;
    this.rowStep = rowStep;
    this.columnStep = columnStep;
    this.columns = columns;
    this.abreast = abreast;
    this.blockRows = blockRows;
    this.rowShifts = rowShifts;
    this.columnShifts = columnShifts;
    this.taps = new int[rowShifts.length];
    Copy[] copyOf = new Copy[taps.length];
    for (int t = 0; t < taps.length; t++) {
      int first = Math.floorDiv(rowShifts[t], rowStep);
      copyOf[t] = copy(Math.floorMod(rowShifts[t], rowStep), columnShifts[t], first);
    }
    for (Copy copy : copies) {
      copy.start = channelSize;
      channelSize += (blockRows + copy.last - copy.first) * rowSize();
    }
    for (int t = 0; t < taps.length; t++) {
      int row = Math.floorDiv(rowShifts[t], rowStep) - copyOf[t].first;
      taps[t] = copyOf[t].start + row * rowSize();
    }
  }

  /** One copy: the rows of a phase, shifted by columns. */
  private static final class Copy {
    final int phase;
    final int shift;
    int first;
    int last;
    int start;

    Copy(int phase, int shift, int first) {
      this.phase = phase;
      this.shift = shift;
      this.first = first;
      this.last = first;
    }
  }

  /** Returns the copy of a phase and shift, which reaches to a row. */
  private Copy copy(int phase, int shift, int row) {
    for (Copy copy : copies) {
      if (copy.phase == phase && copy.shift == shift) {
        copy.first = Math.min(copy.first, row);
        copy.last = Math.max(copy.last, row);
        return copy;
      }
    }
    Copy copy = new Copy(phase, shift, row);
    copies.add(copy);
    return copy;
  }

  /** Returns these copies for blocks of another number of rows. */
  ShiftedImages withBlockRows(int rows) {
    return new ShiftedImages(
        height, width, rowStep, columnStep, columns, abreast, rows, rowShifts, columnShifts);
  }

  private int rowSize() {
    return abreast * columns;
  }

  /** Returns the number of elements by which a row of positions adds to the copies of a channel. */
  int channelSizeOfRow() {
    return copies.size() * rowSize();
  }

  /** Returns the number of elements of the copies of one channel. */
  int channelSize() {
    return channelSize;
  }

  /** Returns where the run of each element of the window begins, for a number of channels. */
  int[] runs(int channels) {
    int[] runs = new int[channels * taps.length];
    Arrays.setAll(runs, i -> i / taps.length * channelSize + taps[i % taps.length]);
    return runs;
  }

  /**
   * Returns whether the window shows the image as it is, so that it can be read without a copy, as
   * long as there are no more rows of positions than of the image.
   */
  boolean isImage() {
    Copy only = copies.get(0);
    return taps.length == 1
        && rowStep == 1
        && columnStep == 1
        && only.shift == 0
        && only.first == 0
        && columns == width
        && abreast == 1;
  }

  /**
   * Fills the copies.
   *
   * @param x has the images
   * @param from where the first channel of the first image begins
   * @param channels the number of channels
   * @param images the number of images
   * @param imageSize the distance of images
   * @param firstRow the first row of positions in the block
   * @param firstColumn the first column of positions in the block
   * @param y takes the copies from its beginning
   */
  void fill(
      Object x,
      int from,
      int channels,
      int images,
      int imageSize,
      int firstRow,
      int firstColumn,
      Object y) {
    for (int c = 0; c < channels; c++) {
      for (Copy copy : copies) {
        int rows = blockRows + copy.last - copy.first;
        int to = c * channelSize + copy.start;
        int row = (firstRow + copy.first) * rowStep + copy.phase;
        int shift = copy.shift + firstColumn * columnStep;
        for (int image = 0; image < images; image++) {
          int plane = from + image * imageSize + c * height * width;
          if (rowStep == 1 && columnStep == 1 && columns == width && abreast == 1) {
            copyWhole(x, plane, row, rows, shift, y, to);
          } else {
            copyRows(x, plane, row, rows, shift, y, to + image * columns);
          }
        }
      }
    }
  }

  /** Copies rows as one run, and sets to zero what that has brought from neighbouring rows. */
  private void copyWhole(Object x, int plane, int row, int rows, int shift, Object y, int to) {
    int before = Math.min(rows, Math.max(0, -row));
    int end = Math.max(before, Math.min(rows, height - row));
    int by = Math.max(-width, Math.min(width, shift));
    int beyond = Math.abs(by);
    Elements.zero(y, to, to + before * width);
    Elements.zero(y, to + end * width, to + rows * width);
    if (end == before) {
      return;
    }
    int source = plane + (row + before) * width;
    int target = to + before * width;
    int length = (end - before) * width - beyond;
    System.arraycopy(x, source + Math.max(0, by), y, target + Math.max(0, -by), length);
    int edge = by < 0 ? target : target + width - beyond;
    for (int column = 0; column < beyond; column++) {
      Elements.zeroEvery(y, edge + column, width, end - before);
    }
  }

  private void copyRows(Object x, int plane, int row, int rows, int shift, Object y, int to) {
    int first = Math.min(columns, Math.max(0, -Math.floorDiv(shift, columnStep)));
    int end = Math.floorDiv(width - 1 - shift, columnStep) + 1;
    int last = Math.max(first, Math.min(columns, end));
    for (int i = 0; i < rows; i++) {
      int source = row + i * rowStep;
      int target = to + i * rowSize();
      if (source < 0 || source >= height) {
        Elements.zero(y, target, target + columns);
      } else {
        Elements.zero(y, target, target + first);
        if (last > first) {
          // Where no position shows a column, the first of them may lie outside the array.
          int at = plane + source * width + first * columnStep + shift;
          Elements.copy(x, at, columnStep, y, target + first, 1, last - first);
        }
        Elements.zero(y, target + last, target + columns);
      }
    }
  }
}
