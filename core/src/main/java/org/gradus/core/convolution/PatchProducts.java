package org.gradus.core.convolution;

import java.util.function.IntConsumer;
import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.IndirectProduct;
import org.gradus.core.internal.parallel.ThreadPool;

/**
 * The products of all results with the patches that they were computed from: the gradient by a
 * convolution's weight.
 *
 * <p>A matrix product (m, positions) · (positions, patch), whose second operand is not written out:
 * images are copied with their channels last, so that what the window shows in a row, all its
 * columns and channels, is one run. A row of the second operand is such a run, and the rows of the
 * window follow one after the other as products of their own; if there are so few channels that
 * runs would not fill vectors, the copy has the rows of the window side by side as if they were
 * channels, and all of the window is one run. The sums over positions run in the order of images
 * and positions within parts of the batch, and those are added in their order: how they are divided
 * depends on sizes alone.
 */
final class PatchProducts {
  /** Elements of the copy of an image's rows. */
  private static final int BLOCK = 1 << 16;

  /** Parts of the batch that are summed apart, and the elements that all their sums may take. */
  private static final int PARTS = 16;

  private static final int ELEMENTS_OF_PARTS = 1 << 23;

  /** Runs are rounded up to whole vectors, of any machine; what lies behind is not used. */
  private static final int VECTOR = 16;

  /** Multiply-adds below which the calling thread is on its own. */
  private static final long WORTH_THREADS = 1 << 17;

  private final Geometry geometry;
  private final int channels;

  /** How many rows and columns of the window are in one run. */
  private final int runRows;

  private final int runColumns;

  /** Elements of a position of the copy: channels, of each row of the window that is in a run. */
  private final int depth;

  private final int paddedWidth;
  private final int blockRows;
  private final int runs;
  private final int runSize;

  PatchProducts(Geometry geometry) {
    this.geometry = geometry;
    this.channels = geometry.groupInputs();
    this.paddedWidth =
        (geometry.outWidth() - 1) * geometry.columns().stride() + geometry.columns().extent();
    int kernelRows = geometry.rows().kernel();
    this.runColumns = geometry.columns().dilation() == 1 ? geometry.columns().kernel() : 1;
    int oneRow = channels * runColumns;
    boolean fewer = wholeVectors(oneRow) * kernelRows > wholeVectors(oneRow * kernelRows);
    this.runRows = fewer ? kernelRows : 1;
    this.depth = channels * runRows;
    this.runs = geometry.kernel() / (runRows * runColumns);
    this.runSize = wholeVectors(depth * runColumns);
    int row = paddedWidth * depth;
    int fitting = (BLOCK / row - geometry.rows().extent()) / geometry.rows().stride() + 1;
    this.blockRows = Math.max(1, Math.min(geometry.outHeight(), fitting));
  }

  private static int wholeVectors(int length) {
    return (length + VECTOR - 1) / VECTOR * VECTOR;
  }

  /** Returns the number of elements of the sums of one part. */
  private int sumsSize() {
    return geometry.groups() * runs * geometry.groupOutputs() * runSize;
  }

  /** Computes the weight's gradient. */
  void run(Values images, Values results, Values weight) {
    int batch = geometry.batch();
    int parts = Math.min(Math.min(batch, PARTS), Math.max(1, ELEMENTS_OF_PARTS / sumsSize()));
    int size = sumsSize();
    Values sums = Values.zeros(images.dtype(), Math.max(1, parts) * size);
    if (geometry.resultPlane() > 0) {
      IndirectProduct product = Backend.current().indirectProduct();
      int[] positions = positions();
      IntConsumer body =
          part -> {
            int from = (int) ((long) batch * part / parts);
            int to = (int) ((long) batch * (part + 1) / parts);
            for (int image = from; image < to; image++) {
              add(product, positions, image, images, results, sums, part * size);
            }
          };
      if (geometry.work() >= WORTH_THREADS) {
        ThreadPool.shared().run(parts, body);
      } else {
        for (int part = 0; part < parts; part++) {
          body.accept(part);
        }
      }
    }
    unpack(Elements.sumOfRows(sums.array(), parts, size), weight);
  }

  /** Returns where the run of each position of a block begins. */
  private int[] positions() {
    int columns = geometry.outWidth();
    int[] positions = new int[blockRows * columns];
    for (int p = 0; p < positions.length; p++) {
      int row = p / columns * rowStep();
      int column = p % columns * geometry.columns().stride();
      positions[p] = (row * paddedWidth + column) * depth;
    }
    return positions;
  }

  private void add(
      IndirectProduct product,
      int[] positions,
      int image,
      Values images,
      Values results,
      Values sums,
      int at) {
    Geometry g = geometry;
    int rows = (blockRows - 1) * rowStep() + (runRows > 1 ? 1 : g.rows().extent());
    Object copy = Elements.Scratch.own(images.dtype()).images(rows * paddedWidth * depth + runSize);
    for (int group = 0; group < g.groups(); group++) {
      int plane = (image * g.groups() + group) * channels;
      int result = (image * g.groups() + group) * g.groupOutputs();
      for (int row = 0; row < g.outHeight(); row += blockRows) {
        int count = Math.min(blockRows, g.outHeight() - row);
        copyRows(images, plane, row * g.rows().stride() - g.rows().before(), rows, copy);
        for (int run = 0; run < runs; run++) {
          Elements.multiply(
              product,
              g.groupOutputs(),
              runSize,
              count * g.outWidth(),
              results.array(),
              results.offset() + result * g.resultPlane() + row * g.outWidth(),
              g.resultPlane(),
              copy,
              runStart(run),
              positions,
              true,
              sums.array(),
              at + (group * runs + run) * g.groupOutputs() * runSize,
              runSize);
        }
      }
    }
  }

  /** Returns the rows of the copy that the window moves by: those that it shows are its rows. */
  private int rowStep() {
    return runRows > 1 ? 1 : geometry.rows().stride();
  }

  private int runStart(int run) {
    int perRow = geometry.columns().kernel() / runColumns;
    int row = run / perRow * geometry.rows().dilation();
    int column = run % perRow * geometry.columns().dilation();
    return (row * paddedWidth + column) * depth;
  }

  /** Copies rows of an image, channels last, with zeros where they lie outside of it. */
  private void copyRows(Values images, int plane, int firstRow, int rows, Object copy) {
    Geometry g = geometry;
    int before = Math.min(paddedWidth, g.columns().before());
    int width = Math.min(g.width(), paddedWidth - before);
    int size = paddedWidth * depth;
    int step = runRows > 1 ? g.rows().stride() : 1;
    for (int i = 0; i < rows; i++) {
      int to = i * size;
      Elements.zero(copy, to, to + before * depth);
      Elements.zero(copy, to + (before + width) * depth, to + size);
      for (int u = 0; u < runRows; u++) {
        int row = firstRow + i * step + u * g.rows().dilation();
        int from = images.offset() + plane * g.imagePlane() + row * g.width();
        int place = to + before * depth + u * channels;
        if (row >= 0 && row < g.height()) {
          transpose(images.array(), from, copy, place, width);
        } else {
          for (int c = 0; c < channels; c++) {
            Elements.zeroEvery(copy, place + c, depth, width);
          }
        }
      }
    }
  }

  private void transpose(Object x, int from, Object y, int to, int width) {
    int plane = geometry.imagePlane();
    int c = 0;
    for (; c <= channels - 4; c += 4) {
      Elements.interleave(x, from + c * plane, plane, y, to + c, depth, width);
    }
    for (; c < channels; c++) {
      Elements.copy(x, from + c * plane, 1, y, to + c, depth, width);
    }
  }

  /** Moves the sums, by group, run, m and what is within the run, to the weight. */
  private void unpack(Object sums, Values weight) {
    Geometry g = geometry;
    int kernelColumns = g.columns().kernel();
    for (int m = 0; m < g.outputs(); m++) {
      for (int t = 0; t < g.kernel(); t++) {
        int u = t / kernelColumns;
        int v = t % kernelColumns;
        int run = u / runRows * (kernelColumns / runColumns) + v / runColumns;
        int within = v % runColumns * depth + u % runRows * channels;
        int row = (m / g.groupOutputs() * runs + run) * g.groupOutputs() + m % g.groupOutputs();
        Elements.copy(
            sums,
            row * runSize + within,
            1,
            weight.array(),
            weight.offset() + m * channels * g.kernel() + t,
            g.kernel(),
            channels);
      }
    }
  }
}
