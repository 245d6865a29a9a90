package org.gradus.core.convolution;

import java.util.function.IntConsumer;
import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.IndirectProduct;
import org.gradus.core.internal.parallel.ThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * Sums of shifted images: y[n, m, i, j] = b[m] + Σ_c Σ_t w[m, c, t] · x[n, c, i · rowStep +
 * rowShift[t], j · columnStep + columnShift[t]], with zeros outside the images, for each group of
 * channels.
 *
 * <p>A convolution is one of them, and the gradient by its input is one for each phase of the
 * stride, into every stride-th row and column. Images are worked on in blocks of rows whose {@link
 * ShiftedImages} fit the L2 cache. Every result is one chain of operations, in the order of c and
 * then t, from the bias on.
 */
final class Correlation {
  /** Elements of the copies of a block. */
  private static final int BLOCK = 1 << 16;

  /** Terms of the sums that are done at once, if one channel does not have more. */
  private static final int TERMS = 1024;

  /** Positions in a block: fewer fill the vectors badly, so that small images are put together. */
  private static final int FEWEST_POSITIONS = 96;

  /** Columns of a block: longer rows, those of sequences, are cut. */
  private static final int COLUMNS = 1 << 12;

  /** Blocks, if there are as many rows, into which to divide what there is to do. */
  private static final int BLOCKS = 8;

  /** Multiply-adds below which the calling thread is on its own. */
  private static final long WORTH_THREADS = 1 << 17;

  private final Source source;
  private final Target target;
  private final int[] rowShifts;
  private final int abreast;
  private final int blockRows;
  private final int blockColumns;
  private final int blockChannels;
  private final ShiftedImages images;
  private final boolean direct;

  /**
   * The images.
   *
   * @param batch how many there are
   * @param groups the number of groups of channels
   * @param channels the channels of a group
   * @param height the rows
   * @param width the columns
   */
  record Source(int batch, int groups, int channels, int height, int width) {
    int plane() {
      return height * width;
    }

    int image() {
      return groups * channels * plane();
    }
  }

  /**
   * Where results go.
   *
   * @param channels the channels of a group
   * @param plane the distance of channels
   * @param rows the rows that are computed
   * @param columns the columns that are computed
   * @param first the place of the first within a channel
   * @param rowStride the distance of rows
   * @param columnStride the distance of columns
   */
  record Target(
      int channels, int plane, int rows, int columns, int first, int rowStride, int columnStride) {}

  /**
   * Plans the sums.
   *
   * @param rowStep the rows that the window moves by
   * @param columnStep the columns that it moves by
   * @param rowShifts where its elements begin, in rows
   * @param columnShifts and in columns
   */
  Correlation(
      Source source,
      Target target,
      int rowStep,
      int columnStep,
      int[] rowShifts,
      int[] columnShifts) {
    this.source = source;
    this.target = target;
    this.rowShifts = rowShifts;
    int positions = target.rows * target.columns;
    int wanted = (FEWEST_POSITIONS + positions - 1) / positions;
    this.abreast = Math.min(source.batch, wanted);
    int parts = (target.columns - 1) / COLUMNS + 1;
    this.blockColumns = (target.columns - 1) / parts + 1;
    this.blockChannels = Math.max(1, Math.min(source.channels, TERMS / Math.max(1, taps())));
    ShiftedImages oneRow =
        new ShiftedImages(
            source.height,
            source.width,
            rowStep,
            columnStep,
            blockColumns,
            abreast,
            1,
            rowShifts,
            columnShifts);
    int row = Math.max(1, oneRow.channelSizeOfRow() * blockChannels);
    int besides = oneRow.channelSize() * blockChannels - row;
    int fitting = parts > 1 ? 1 : Math.max(1, (BLOCK - besides) / row);
    int blocks = (BLOCKS - 1) / imageGroups() + 1;
    int even = (target.rows - 1) / blocks + 1;
    this.blockRows = Math.min(target.rows, Math.min(fitting, isLarge() ? even : target.rows));
    this.images = oneRow.withBlockRows(blockRows);
    this.direct = abreast == 1 && target.columnStride == 1 && target.rowStride == target.columns;
  }

  private int taps() {
    return rowShifts.length;
  }

  private int imageGroups() {
    return (source.batch - 1) / abreast + 1;
  }

  private boolean isLarge() {
    long results = (long) source.batch * source.groups * target.channels * target.rows;
    return results * target.columns * source.channels * taps() >= WORTH_THREADS;
  }

  /**
   * Computes the sums.
   *
   * @param weight the weights by group, result, channel and element of the window
   * @param bias a number for each result channel of all groups, or null for none
   */
  void run(Values x, Values weight, @Nullable Values bias, Values y) {
    IndirectProduct product = Backend.current().indirectProduct();
    boolean asIs = taps() == 1 && images.isImage() && target.rows <= source.height;
    int[] runs = asIs ? new int[source.channels] : images.runs(blockChannels);
    for (int c = 0; asIs && c < runs.length; c++) {
      runs[c] = c * source.plane();
    }
    int rowBlocks = (target.rows - 1) / blockRows + 1;
    int columnBlocks = (target.columns - 1) / blockColumns + 1;
    int blocks = rowBlocks * columnBlocks;
    IntConsumer body =
        piece -> {
          int image = piece / blocks * abreast;
          int row = piece % blocks / columnBlocks * blockRows;
          int column = piece % columnBlocks * blockColumns;
          new Block(product, asIs, runs, image, row, column).compute(x, weight, bias, y);
        };
    int pieces = imageGroups() * blocks;
    if (isLarge()) {
      ThreadPool.shared().run(pieces, body);
    } else {
      for (int piece = 0; piece < pieces; piece++) {
        body.accept(piece);
      }
    }
  }

  /** The results of a few images in a few rows, or in a part of one row. */
  private final class Block {
    private final IndirectProduct product;
    private final boolean asIs;
    private final int[] runs;
    private final int image;
    private final int row;
    private final int column;
    private final int count;
    private final int rows;
    private final int columns;

    Block(IndirectProduct product, boolean asIs, int[] runs, int image, int row, int column) {
      this.product = product;
      this.asIs = asIs;
      this.runs = runs;
      this.image = image;
      this.row = row;
      this.column = column;
      this.count = Math.min(abreast, source.batch - image);
      this.rows = Math.min(blockRows, target.rows - row);
      this.columns = Math.min(blockColumns, target.columns - column);
    }

    void compute(Values x, Values weight, @Nullable Values bias, Values y) {
      int m = target.channels;
      int n = rows * abreast * columns;
      int terms = source.channels * taps();
      Elements.Scratch scratch = Elements.Scratch.own(x.dtype());
      Object result = direct ? y.array() : scratch.results(m * n);
      int distance = direct ? target.plane : n;
      for (int g = 0; g < source.groups; g++) {
        int channel = (image * source.groups + g) * m;
        int place =
            y.offset()
                + channel * target.plane
                + target.first
                + row * target.rowStride
                + column * target.columnStride;
        int at = direct ? place : 0;
        if (bias != null || terms == 0) {
          start(bias, g * m, result, at, distance, n);
        }
        for (int c = 0; c < source.channels && terms > 0; c += blockChannels) {
          int channels = Math.min(blockChannels, source.channels - c);
          int from =
              x.offset() + image * source.image() + (g * source.channels + c) * source.plane();
          Object copies = x.array();
          if (asIs) {
            from += row * source.width;
          } else {
            copies = scratch.images(blockChannels * images.channelSize());
            images.fill(x.array(), from, channels, count, source.image(), row, column, copies);
            from = 0;
          }
          Elements.multiply(
              product,
              m,
              n,
              channels * taps(),
              weight.array(),
              weight.offset() + g * m * terms + c * taps(),
              terms,
              copies,
              from,
              runs,
              bias != null || c > 0,
              result,
              at,
              distance);
        }
        if (!direct) {
          scatter(result, n, y.array(), place);
        }
      }
    }

    private void start(
        @Nullable Values bias, int from, Object result, int at, int distance, int n) {
      for (int m = 0; m < target.channels; m++) {
        int first = at + m * distance;
        if (bias == null) {
          Elements.zero(result, first, first + n);
        } else {
          Elements.fill(bias.array(), bias.offset() + from + m, result, first, first + n);
        }
      }
    }

    /** Moves results to their places, from rows in which the images are side by side. */
    private void scatter(Object result, int n, Object y, int place) {
      int image = source.groups * target.channels * target.plane;
      for (int m = 0; m < target.channels; m++) {
        for (int i = 0; i < rows; i++) {
          for (int k = 0; k < count; k++) {
            int from = m * n + (i * abreast + k) * columns;
            int to = place + k * image + m * target.plane + i * target.rowStride;
            Elements.copy(result, from, 1, y, to, target.columnStride, columns);
          }
        }
      }
    }
  }
}
