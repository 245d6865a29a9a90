package org.gradus.core.recurrent;

import java.util.Arrays;
import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.UnaryLoop;
import org.gradus.core.pointwise.Sigmoid;
import org.gradus.core.pointwise.Tanh;
import org.gradus.core.pointwise.UnaryFunction;
import org.jspecify.annotations.Nullable;

/** The gates in float64: {@link FloatGates}, loop by loop. */
final class DoubleGates implements Gates {
  private static final Sigmoid SIGMOID = new Sigmoid();
  private static final Tanh TANH = new Tanh();

  /** The elements of a buffer: all of them together stay in the L1 cache. */
  private static final int ELEMENTS = 1024;

  private final int hidden;
  private final int rowsAtOnce;
  private final UnaryLoop sigmoid = Backend.current().unary(SIGMOID);
  private final UnaryLoop tanh = Backend.current().unary(TANH);
  private final double[] i;
  private final double[] f;
  private final double[] g;
  private final double[] o;
  private final double[] state;
  private final double[] squashed;
  private final double[] dh;
  private final double[] ds;

  DoubleGates(int rows, int hidden) {
    this.hidden = hidden;
    this.rowsAtOnce = Math.max(1, Math.min(rows, ELEMENTS / Math.max(hidden, 1)));
    int length = rowsAtOnce * hidden;
    i = new double[length];
    f = new double[length];
    g = new double[length];
    o = new double[length];
    state = new double[length];
    squashed = new double[length];
    dh = new double[length];
    ds = new double[length];
  }

  @Override
  public void add(int rows, Rows x, Rows y) {
    for (int row = 0; row < rows; row += rowsAtOnce) {
      int n = Math.min(rowsAtOnce, rows - row);
      load(x, row, n, 0, i);
      load(y, row, n, 0, f);
      add(i, f, n * hidden);
      store(f, y, row, n, 0);
    }
  }

  @Override
  public void elman(int rows, UnaryFunction function, Rows h) {
    UnaryLoop loop = Backend.current().unary(function);
    for (int row = 0; row < rows; row += rowsAtOnce) {
      int n = Math.min(rowsAtOnce, rows - row);
      load(h, row, n, 0, i);
      loop.apply(function, i, 0, i, 0, n * hidden);
      store(i, h, row, n, 0);
    }
  }

  @Override
  public void elmanGradient(int rows, UnaryFunction function, Rows h, Rows dhs, Rows da) {
    UnaryLoop loop = Backend.current().unary(function);
    for (int row = 0; row < rows; row += rowsAtOnce) {
      int n = Math.min(rowsAtOnce, rows - row);
      load(h, row, n, 0, state);
      load(dhs, row, n, 0, dh);
      loop.derivative(function, dh, 0, state, 0, state, 0, i, 0, n * hidden);
      store(i, da, row, n, 0);
      clear(dhs, row, n);
    }
  }

  @Override
  public void lstm(
      int rows, Rows gates, @Nullable Rows peepholes, Rows before, Rows after, Rows tanhs, Rows h) {
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
      sigmoid.apply(SIGMOID, i, 0, i, 0, length);
      sigmoid.apply(SIGMOID, f, 0, f, 0, length);
      tanh.apply(TANH, g, 0, g, 0, length);
      blend(f, state, i, g, length);
      if (peepholes != null) {
        look(peepholes, 2, state, o, n);
      }
      sigmoid.apply(SIGMOID, o, 0, o, 0, length);
      tanh.apply(TANH, state, 0, squashed, 0, length);
      store(i, gates, row, n, 0);
      store(f, gates, row, n, hidden);
      store(g, gates, row, n, 2 * hidden);
      store(o, gates, row, n, 3 * hidden);
      store(state, after, row, n, 0);
      store(squashed, tanhs, row, n, 0);
      multiply(squashed, o, length);
      store(o, h, row, n, 0);
    }
  }

  @Override
  public void lstmGradient(
      int rows,
      Rows gates,
      @Nullable Rows peepholes,
      Rows before,
      Rows tanhs,
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
      load(tanhs, row, n, 0, squashed);
      load(dhs, row, n, 0, dh);
      load(dcs, row, n, 0, ds);
      outputGradient(o, squashed, dh, ds, length);
      if (peepholes != null) {
        look(peepholes, 2, dh, ds, n);
      }
      store(dh, da, row, n, 3 * hidden);
      cellGradient(i, f, g, state, ds, length);
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

  @Override
  public void gru(int rows, Rows projected, Rows gates, Rows before, Rows h) {
    for (int row = 0; row < rows; row += rowsAtOnce) {
      int n = Math.min(rowsAtOnce, rows - row);
      int length = n * hidden;
      load(gates, row, n, 0, i);
      load(gates, row, n, hidden, f);
      load(gates, row, n, 2 * hidden, g);
      load(projected, row, n, 2 * hidden, o);
      load(before, row, n, 0, state);
      sigmoid.apply(SIGMOID, i, 0, i, 0, length);
      sigmoid.apply(SIGMOID, f, 0, f, 0, length);
      addProduct(i, g, o, length);
      tanh.apply(TANH, o, 0, o, 0, length);
      interpolate(f, o, state, length);
      store(i, gates, row, n, 0);
      store(f, gates, row, n, hidden);
      store(o, gates, row, n, 3 * hidden);
      store(state, h, row, n, 0);
    }
  }

  @Override
  public void gruGradient(int rows, Rows gates, Rows before, Rows dhs, Rows da, Rows db) {
    for (int row = 0; row < rows; row += rowsAtOnce) {
      int n = Math.min(rowsAtOnce, rows - row);
      int length = n * hidden;
      load(gates, row, n, 0, i);
      load(gates, row, n, hidden, f);
      load(gates, row, n, 2 * hidden, g);
      load(gates, row, n, 3 * hidden, o);
      load(before, row, n, 0, state);
      load(dhs, row, n, 0, dh);
      updateGradient(f, o, state, dh, length);
      store(state, da, row, n, hidden);
      store(state, db, row, n, hidden);
      store(o, da, row, n, 2 * hidden);
      resetGradient(i, g, o, length);
      store(i, da, row, n, 0);
      store(i, db, row, n, 0);
      store(o, db, row, n, 2 * hidden);
      store(dh, dhs, row, n, 0);
    }
  }

  /** Copies H columns of n rows to a buffer. */
  private void load(Rows rows, int first, int n, int column, double[] buffer) {
    for (int row = 0; row < n; row++) {
      System.arraycopy(rows.array(), rows.at(first + row) + column, buffer, row * hidden, hidden);
    }
  }

  /** Copies a buffer to H columns of n rows. */
  private void store(double[] buffer, Rows rows, int first, int n, int column) {
    for (int row = 0; row < n; row++) {
      System.arraycopy(buffer, row * hidden, rows.array(), rows.at(first + row) + column, hidden);
    }
  }

  private void clear(Rows rows, int first, int n) {
    for (int row = first; row < first + n; row++) {
      Arrays.fill((double[]) rows.array(), rows.at(row), rows.at(row) + hidden, 0);
    }
  }

  /** Adds p · x to y, p being the same in all rows. */
  private void look(Rows peepholes, int peephole, double[] x, double[] y, int rows) {
    double[] p = (double[]) peepholes.array();
    int from = peepholes.at(peephole);
    for (int at = 0; at < rows * hidden; at += hidden) {
      for (int j = 0; j < hidden; j++) {
        y[at + j] += p[from + j] * x[at + j];
      }
    }
  }

  private static void add(double[] x, double[] y, int length) {
    for (int j = 0; j < length; j++) {
      y[j] += x[j];
    }
  }

  private static void multiply(double[] x, double[] y, int length) {
    for (int j = 0; j < length; j++) {
      y[j] *= x[j];
    }
  }

  /** Sets y to y + a · b. */
  private static void addProduct(double[] a, double[] b, double[] y, int length) {
    for (int j = 0; j < length; j++) {
      y[j] += a[j] * b[j];
    }
  }

  /** Sets c to f · c + i · g. */
  private static void blend(double[] f, double[] c, double[] i, double[] g, int length) {
    for (int j = 0; j < length; j++) {
      c[j] = f[j] * c[j] + i[j] * g[j];
    }
  }

  /** Sets h to n + z · (h − n). */
  private static void interpolate(double[] z, double[] n, double[] h, int length) {
    for (int j = 0; j < length; j++) {
      h[j] = n[j] + z[j] * (h[j] - n[j]);
    }
  }

  /** Sets dh to the gradient by the sum o, and adds that by c to dc. */
  private static void outputGradient(
      double[] o, double[] tanh, double[] dh, double[] dc, int length) {
    for (int j = 0; j < length; j++) {
      dc[j] += dh[j] * o[j] * (1 - tanh[j] * tanh[j]);
      dh[j] *= tanh[j] * (o[j] * (1 - o[j]));
    }
  }

  /** Sets i, f and g to the gradients by their sums, and dc to that by c before the step. */
  private static void cellGradient(
      double[] i, double[] f, double[] g, double[] c, double[] dc, int length) {
    for (int j = 0; j < length; j++) {
      double di = dc[j] * g[j] * (i[j] * (1 - i[j]));
      g[j] = dc[j] * i[j] * (1 - g[j] * g[j]);
      i[j] = di;
    }
    for (int j = 0; j < length; j++) {
      double df = dc[j] * c[j] * (f[j] * (1 - f[j]));
      dc[j] *= f[j];
      f[j] = df;
    }
  }

  /** Sets h to the gradient by the sum z, n to that by its sum, and dh to dh · z. */
  private static void updateGradient(double[] z, double[] n, double[] h, double[] dh, int length) {
    for (int j = 0; j < length; j++) {
      h[j] = dh[j] * (h[j] - n[j]) * (z[j] * (1 - z[j]));
    }
    for (int j = 0; j < length; j++) {
      n[j] = dh[j] * (1 - z[j]) * (1 - n[j] * n[j]);
      dh[j] *= z[j];
    }
  }

  /** Sets r to the gradient by its sum and dn, that by the sum n, to that by q. */
  private static void resetGradient(double[] r, double[] q, double[] dn, int length) {
    for (int j = 0; j < length; j++) {
      double dr = dn[j] * q[j] * (r[j] * (1 - r[j]));
      dn[j] *= r[j];
      r[j] = dr;
    }
  }
}
