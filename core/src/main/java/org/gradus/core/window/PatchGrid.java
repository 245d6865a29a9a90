package org.gradus.core.window;

/** The positions of a window on images of one size. */
record PatchGrid(
    int channels,
    int height,
    int width,
    Window rows,
    Window columns,
    int rowPositions,
    int columnPositions) {

  static PatchGrid of(
      String operation, int channels, int height, int width, Window rows, Window columns) {
    return new PatchGrid(
        channels,
        height,
        width,
        rows,
        columns,
        rows.positions(operation, height),
        columns.positions(operation, width));
  }

  int positions() {
    return rowPositions * columnPositions;
  }

  /** Returns the number of elements that a window shows. */
  int patch() {
    return channels * rows.kernel() * columns.kernel();
  }

  /** What is done with a run of pixels, a stride apart, and the run of what shows them. */
  @FunctionalInterface
  interface Run {
    void visit(int pixel, int patch, int count);
  }

  /**
   * Visits every run of an image: the pixels of a row that one element of the window shows, the
   * window's column stride apart, and their places in the patches, which are neighbours.
   */
  void forEachRun(Run run) {
    for (int element = 0; element < patch(); element++) {
      int v = element % columns.kernel();
      int u = element / columns.kernel() % rows.kernel();
      int c = element / (columns.kernel() * rows.kernel());
      int shift = v * columns.dilation() - columns.before();
      int first = Math.max(0, -Math.floorDiv(shift, columns.stride()));
      int end = Math.floorDiv(width - 1 - shift, columns.stride()) + 1;
      int count = Math.min(columnPositions, end) - first;
      for (int i = 0; count > 0 && i < rowPositions; i++) {
        int row = i * rows.stride() + u * rows.dilation() - rows.before();
        if (row >= 0 && row < height) {
          int pixel = (c * height + row) * width + first * columns.stride() + shift;
          run.visit(pixel, (element * rowPositions + i) * columnPositions + first, count);
        }
      }
    }
  }
}
