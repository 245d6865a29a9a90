package org.gradus.core.recurrent;

import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.pointwise.UnaryFunction;

/** The loops in float64. */
final class DoubleGateLoops implements GateLoops<double[]> {
  @Override
  public double[] buffer(int length) {
    return new double[length];
  }

  @Override
  public void apply(UnaryFunction f, double[] x, int length) {
    Backend.current().unary(f).apply(f, x, 0, x, 0, length);
  }

  @Override
  public void derivative(UnaryFunction f, double[] dy, double[] y, double[] dx, int length) {
    Backend.current().unary(f).derivative(f, dy, 0, y, 0, y, 0, dx, 0, length);
  }

  @Override
  public void addProduct(Object ps, int from, double[] x, double[] y, int start, int length) {
    double[] p = (double[]) ps;
    for (int j = 0; j < length; j++) {
      y[start + j] += p[from + j] * x[start + j];
    }
  }

  @Override
  public void add(double[] x, double[] y, int length) {
    for (int j = 0; j < length; j++) {
      y[j] += x[j];
    }
  }

  @Override
  public void multiply(double[] x, double[] y, int length) {
    for (int j = 0; j < length; j++) {
      y[j] *= x[j];
    }
  }

  @Override
  public void addProduct(double[] a, double[] b, double[] y, int length) {
    for (int j = 0; j < length; j++) {
      y[j] += a[j] * b[j];
    }
  }

  @Override
  public void blend(double[] f, double[] c, double[] i, double[] g, int length) {
    for (int j = 0; j < length; j++) {
      c[j] = f[j] * c[j] + i[j] * g[j];
    }
  }

  @Override
  public void interpolate(double[] z, double[] n, double[] h, int length) {
    for (int j = 0; j < length; j++) {
      h[j] = n[j] + z[j] * (h[j] - n[j]);
    }
  }

  @Override
  public void outputGradient(double[] o, double[] tanh, double[] dh, double[] dc, int length) {
    for (int j = 0; j < length; j++) {
      dc[j] += dh[j] * o[j] * (1 - tanh[j] * tanh[j]);
      dh[j] *= tanh[j] * (o[j] * (1 - o[j]));
    }
  }

  @Override
  public void cellGradient(
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

  @Override
  public void updateGradient(double[] z, double[] n, double[] h, double[] dh, int length) {
    for (int j = 0; j < length; j++) {
      h[j] = dh[j] * (h[j] - n[j]) * (z[j] * (1 - z[j]));
    }
    for (int j = 0; j < length; j++) {
      n[j] = dh[j] * (1 - z[j]) * (1 - n[j] * n[j]);
      dh[j] *= z[j];
    }
  }

  @Override
  public void resetGradient(double[] r, double[] q, double[] dn, int length) {
    for (int j = 0; j < length; j++) {
      double dr = dn[j] * q[j] * (r[j] * (1 - r[j]));
      dn[j] *= r[j];
      r[j] = dr;
    }
  }
}
