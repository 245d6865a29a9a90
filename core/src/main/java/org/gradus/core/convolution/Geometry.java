package org.gradus.core.convolution;

import org.gradus.core.tensor.Shape;
import org.gradus.core.window.Window;

/**
 * The sizes of a convolution of images (batch, inputs, height, width) with a weight (outputs,
 * inputs / groups, kernel rows, kernel columns) to results (batch, outputs, outHeight, outWidth).
 */
record Geometry(
    int batch,
    int groups,
    int inputs,
    int outputs,
    int height,
    int width,
    int outHeight,
    int outWidth,
    Window rows,
    Window columns) {

  Shape images() {
    return Shape.of(batch, inputs, height, width);
  }

  Shape weight() {
    return Shape.of(outputs, groupInputs(), rows.kernel(), columns.kernel());
  }

  Shape results() {
    return Shape.of(batch, outputs, outHeight, outWidth);
  }

  int groupInputs() {
    return inputs / groups;
  }

  int groupOutputs() {
    return outputs / groups;
  }

  /** Returns the number of elements of a window within a channel. */
  int kernel() {
    return rows.kernel() * columns.kernel();
  }

  /** Returns the size of an image's channel. */
  int imagePlane() {
    return height * width;
  }

  /** Returns the size of a result's channel. */
  int resultPlane() {
    return outHeight * outWidth;
  }

  /** Returns the multiply-adds. */
  long work() {
    return (long) batch * outputs * resultPlane() * groupInputs() * kernel();
  }
}
