package org.gradus.core.recurrent;

import org.gradus.core.pointwise.UnaryFunction;
import org.gradus.core.tensor.DType;
import org.jspecify.annotations.Nullable;

/**
 * What recurrent cells do with the results of their matrix products, row by row, for one type of
 * numbers.
 *
 * <p>An instance has buffers of its own, and belongs to one thread.
 */
interface Gates {
  /**
   * Returns the loops for a type.
   *
   * @param rows the largest number of rows
   * @param hidden the number H of hidden units
   */
  static Gates of(DType dtype, int rows, int hidden) {
    return dtype == DType.FLOAT32 ? new FloatGates(rows, hidden) : new DoubleGates(rows, hidden);
  }

  /** Sets y to y + x, in rows of H. */
  void add(int rows, Rows x, Rows y);

  /** Sets y to f(h), in rows of H. */
  void elman(int rows, UnaryFunction f, Rows h);

  /**
   * Sets da to dh · f′, in rows of H, and dh to 0.
   *
   * @param h the result of {@link #elman}
   */
  void elmanGradient(int rows, UnaryFunction f, Rows h, Rows dh, Rows da);

  /**
   * Takes a step of an LSTM.
   *
   * @param gates rows of 4 · H: the sums i, f, g, o without the peepholes; then σ i, σ f, tanh g, σ
   *     o
   * @param peepholes rows of H: those of i, f and o; null for none
   * @param before the cells c before the step
   * @param after where c after the step goes
   * @param squashed where tanh c after the step goes
   * @param h where o · tanh c goes
   */
  void lstm(
      int rows,
      Rows gates,
      @Nullable Rows peepholes,
      Rows before,
      Rows after,
      Rows squashed,
      Rows h);

  /**
   * Takes a step of an LSTM back.
   *
   * @param gates as {@link #lstm} left them
   * @param dh the gradient by h; then 0
   * @param dc the gradient by c after the step; then by c before it
   * @param da where the gradient by the sums goes, rows of 4 · H
   */
  void lstmGradient(
      int rows,
      Rows gates,
      @Nullable Rows peepholes,
      Rows before,
      Rows squashed,
      Rows dh,
      Rows dc,
      Rows da);

  /**
   * Takes a step of a GRU.
   *
   * @param projected rows of 3 · H: of them the last H, the input's part a of n
   * @param gates rows of 4 · H: the sums r and z, the state's part q of n, and anything; then σ r,
   *     σ z, q, and n = tanh(a + r · q)
   * @param before the state h before the step
   * @param h where the state after the step goes, n + z · (h − n)
   */
  void gru(int rows, Rows projected, Rows gates, Rows before, Rows h);

  /**
   * Takes a step of a GRU back.
   *
   * @param gates as {@link #gru} left them
   * @param dh the gradient by the state after the step; then what of it goes straight to the state
   *     before
   * @param da where the gradient by the input's part of all sums goes, rows of 3 · H
   * @param db where the gradient by the state's part of all sums goes, rows of 3 · H
   */
  void gruGradient(int rows, Rows gates, Rows before, Rows dh, Rows da, Rows db);
}
