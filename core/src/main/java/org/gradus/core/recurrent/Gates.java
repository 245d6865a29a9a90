package org.gradus.core.recurrent;

import org.gradus.core.pointwise.Sigmoid;
import org.gradus.core.pointwise.Tanh;
import org.gradus.core.pointwise.UnaryFunction;
import org.gradus.core.tensor.DType;
import org.jspecify.annotations.Nullable;

/**
 * What recurrent cells do with the results of their matrix products, for rows of H hidden units.
 *
 * <p>Some rows at a time are copied to buffers without gaps, one for each gate: so the elementary
 * functions run over long stretches however small the network is, and the arithmetic is loops over
 * equal indices of different arrays, of which the compiler makes SIMD code.
 *
 * <p>An instance has its own buffers, and belongs to one thread.
 *
 * @param <A> float[] or double[]
 */
final class Gates<A> {
  private static final Sigmoid SIGMOID = new Sigmoid();
  private static final Tanh TANH = new Tanh();

  /** The elements of a buffer: all of them together stay in the L1 cache. */
  private static final int ELEMENTS = 1024;

  private final GateLoops<A> loops;
  private final int hidden;
  private final int rowsAtOnce;
  private final A i;
  private final A f;
  private final A g;
  private final A o;
  private final A state;
  private final A squashed;
  private final A dh;
  private final A ds;

  private Gates(GateLoops<A> loops, int rows, int hidden) {
    this.loops = loops;
    this.hidden = hidden;
    this.rowsAtOnce = Math.max(1, Math.min(rows, ELEMENTS / hidden));
    int length = rowsAtOnce * hidden;
    i = loops.buffer(length);
    f = loops.buffer(length);
    g = loops.buffer(length);
    o = loops.buffer(length);
    state = loops.buffer(length);
    squashed = loops.buffer(length);
    dh = loops.buffer(length);
    ds = loops.buffer(length);
  }

  /**
   * Returns gates of a type.
   *
   * @param rows the largest number of rows
   * @param hidden the number H of hidden units
   */
  static Gates<?> of(DType dtype, int rows, int hidden) {
    return dtype == DType.FLOAT32
        ? new Gates<>(new FloatGateLoops(), rows, hidden)
        : new Gates<>(new DoubleGateLoops(), rows, hidden);
  }

  /** Sets y to y + x, in rows of H. */
  void add(int rows, Rows x, Rows y) {
    for (int row = 0; row < rows; row += rowsAtOnce) {
      int n = Math.min(rowsAtOnce, rows - row);
      load(x, row, n, 0, i);
      load(y, row, n, 0, f);
      loops.add(i, f, n * hidden);
      store(f, y, row, n, 0);
    }
  }

  /** Sets y to f(h), in rows of H. */
  void elman(int rows, UnaryFunction function, Rows h) {
    for (int row = 0; row < rows; row += rowsAtOnce) {
      int n = Math.min(rowsAtOnce, rows - row);
      load(h, row, n, 0, i);
      loops.apply(function, i, n * hidden);
      store(i, h, row, n, 0);
    }
  }

  /**
   * Sets da to dhs · f′, in rows of H, and dhs to 0.
   *
   * @param h the result of {@link #elman}
   */
  void elmanGradient(int rows, UnaryFunction function, Rows h, Rows dhs, Rows da) {
    for (int row = 0; row < rows; row += rowsAtOnce) {
      int n = Math.min(rowsAtOnce, rows - row);
      load(h, row, n, 0, state);
      load(dhs, row, n, 0, dh);
      loops.derivative(function, dh, state, i, n * hidden);
      store(i, da, row, n, 0);
      clear(dhs, row, n);
    }
  }

  /**
   * Takes a step of an LSTM.
   *
   * @param gates rows of 4 · H: the sums i, f, g, o without the peepholes; then σ i, σ f, tanh g, σ
   *     o
   * @param peepholes rows of H: those of i, f and o; null for none
   * @param before the cells c before the step
   * @param after where c after the step goes
   * @param squashes where tanh c after the step goes
   * @param h where o · tanh c goes
   */
  void lstm(
      int rows,
      Rows gates,
      @Nullable Rows peepholes,
      Rows before,
      Rows after,
      Rows squashes,
      Rows h) {
    for (int row = 0; row < rows; row += rowsAtOnce) {
      int n = Math.min(rowsAtOnce, rows - row);
      int length = n * hidden;
      load(gates, row, n, 0, i);
      load(gates, row, n, hidden, f);
      load(gates, row, n, 2 * hidden, g);
      load(gates, row, n, 3 * hidden, o);
      load(before, row, n, 0, state);
      if (peepholes != null) {
        look(peepholes, 0, state, i, n);
        look(peepholes, 1, state, f, n);
      }
      loops.apply(SIGMOID, i, length);
      loops.apply(SIGMOID, f, length);
      loops.apply(TANH, g, length);
      loops.blend(f, state, i, g, length);
      if (peepholes != null) {
        look(peepholes, 2, state, o, n);
      }
      loops.apply(SIGMOID, o, length);
      System.arraycopy(state, 0, squashed, 0, length);
      loops.apply(TANH, squashed, length);
      store(i, gates, row, n, 0);
      store(f, gates, row, n, hidden);
      store(g, gates, row, n, 2 * hidden);
      store(o, gates, row, n, 3 * hidden);
      store(state, after, row, n, 0);
      store(squashed, squashes, row, n, 0);
      loops.multiply(squashed, o, length);
      store(o, h, row, n, 0);
    }
  }

  /**
   * Takes a step of an LSTM back.
   *
   * @param gates as {@link #lstm} left them
   * @param dhs the gradient by h; then 0
   * @param dcs the gradient by c after the step; then by c before it
   * @param da where the gradient by the sums goes, rows of 4 · H
   */
  void lstmGradient(
      int rows,
      Rows gates,
      @Nullable Rows peepholes,
      Rows before,
      Rows squashes,
      Rows dhs,
      Rows dcs,
      Rows da) {
    for (int row = 0; row < rows; row += rowsAtOnce) {
      int n = Math.min(rowsAtOnce, rows - row);
      int length = n * hidden;
      load(gates, row, n, 0, i);
      load(gates, row, n, hidden, f);
      load(gates, row, n, 2 * hidden, g);
      load(gates, row, n, 3 * hidden, o);
      load(before, row, n, 0, state);
      load(squashes, row, n, 0, squashed);
      load(dhs, row, n, 0, dh);
      load(dcs, row, n, 0, ds);
      loops.outputGradient(o, squashed, dh, ds, length);
      if (peepholes != null) {
        look(peepholes, 2, dh, ds, n);
      }
      store(dh, da, row, n, 3 * hidden);
      loops.cellGradient(i, f, g, state, ds, length);
      if (peepholes != null) {
        look(peepholes, 0, i, ds, n);
        look(peepholes, 1, f, ds, n);
      }
      store(i, da, row, n, 0);
      store(f, da, row, n, hidden);
      store(g, da, row, n, 2 * hidden);
      store(ds, dcs, row, n, 0);
      clear(dhs, row, n);
    }
  }

  /**
   * Takes a step of a GRU.
   *
   * @param projected rows of 3 · H: of them the last H, the input's part a of n
   * @param gates rows of 4 · H: the sums r and z, the state's part q of n, and anything; then σ r,
   *     σ z, q, and n = tanh(a + r · q)
   * @param before the state h before the step
   * @param h where the state after the step goes, n + z · (h − n)
   */
  void gru(int rows, Rows projected, Rows gates, Rows before, Rows h) {
    for (int row = 0; row < rows; row += rowsAtOnce) {
      int n = Math.min(rowsAtOnce, rows - row);
      int length = n * hidden;
      load(gates, row, n, 0, i);
      load(gates, row, n, hidden, f);
      load(gates, row, n, 2 * hidden, g);
      load(projected, row, n, 2 * hidden, o);
      load(before, row, n, 0, state);
      loops.apply(SIGMOID, i, length);
      loops.apply(SIGMOID, f, length);
      loops.addProduct(i, g, o, length);
      loops.apply(TANH, o, length);
      loops.interpolate(f, o, state, length);
      store(i, gates, row, n, 0);
      store(f, gates, row, n, hidden);
      store(o, gates, row, n, 3 * hidden);
      store(state, h, row, n, 0);
    }
  }

  /**
   * Takes a step of a GRU back.
   *
   * @param gates as {@link #gru} left them
   * @param dhs the gradient by the state after the step; then what of it goes straight to the state
   *     before
   * @param da where the gradient by the input's part of all sums goes, rows of 3 · H
   * @param db where the gradient by the state's part of all sums goes, rows of 3 · H
   */
  void gruGradient(int rows, Rows gates, Rows before, Rows dhs, Rows da, Rows db) {
    for (int row = 0; row < rows; row += rowsAtOnce) {
      int n = Math.min(rowsAtOnce, rows - row);
      int length = n * hidden;
      load(gates, row, n, 0, i);
      load(gates, row, n, hidden, f);
      load(gates, row, n, 2 * hidden, g);
      load(gates, row, n, 3 * hidden, o);
      load(before, row, n, 0, state);
      load(dhs, row, n, 0, dh);
      loops.updateGradient(f, o, state, dh, length);
      store(state, da, row, n, hidden);
      store(state, db, row, n, hidden);
      store(o, da, row, n, 2 * hidden);
      loops.resetGradient(i, g, o, length);
      store(i, da, row, n, 0);
      store(i, db, row, n, 0);
      store(o, db, row, n, 2 * hidden);
      store(dh, dhs, row, n, 0);
    }
  }

  /** Copies H columns of n rows to a buffer. */
  private void load(Rows rows, int first, int n, int column, A buffer) {
    for (int row = 0; row < n; row++) {
      System.arraycopy(rows.array(), rows.at(first + row) + column, buffer, row * hidden, hidden);
    }
  }

  /** Copies a buffer to H columns of n rows. */
  private void store(A buffer, Rows rows, int first, int n, int column) {
    for (int row = 0; row < n; row++) {
      System.arraycopy(buffer, row * hidden, rows.array(), rows.at(first + row) + column, hidden);
    }
  }

  private void clear(Rows rows, int first, int n) {
    new Rows(rows.array(), rows.at(first), rows.stride()).fill(n, hidden, null);
  }

  /** Adds p · x to y, p being the same in all rows. */
  private void look(Rows peepholes, int peephole, A x, A y, int rows) {
    for (int row = 0; row < rows; row++) {
      loops.addProduct(peepholes.array(), peepholes.at(peephole), x, y, row * hidden, hidden);
    }
  }
}
