package org.gradus.core.recurrent;

import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.pointwise.UnaryFunction;

/** The loops in float32. */
final class FloatGateLoops implements GateLoops<float[]> {
  @Override
  public float[] buffer(int length) {
    return new float[length];
  }

  @Override
  public void apply(UnaryFunction f, float[] x, int length) {
    Backend.current().unary(f).apply(f, x, 0, x, 0, length);
  }

  @Override
  public void derivative(UnaryFunction f, float[] dy, float[] y, float[] dx, int length) {
    Backend.current().unary(f).derivative(f, dy, 0, y, 0, y, 0, dx, 0, length);
  }

  @Override
  public void addProduct(Object ps, int from, float[] x, float[] y, int start, int length) {
    float[] p = (float[]) ps;
    for (int j = 0; j < length; j++) {
      y[start + j] += p[from + j] * x[start + j];
    }
  }

  @Override
  public void add(float[] x, float[] y, int length) {
    for (int j = 0; j < length; j++) {
      y[j] += x[j];
    }
  }

  @Override
  public void multiply(float[] x, float[] y, int length) {
    for (int j = 0; j < length; j++) {
      y[j] *= x[j];
    }
  }

  @Override
  public void addProduct(float[] a, float[] b, float[] y, int length) {
    for (int j = 0; j < length; j++) {
      y[j] += a[j] * b[j];
    }
  }

  @Override
  public void blend(float[] f, float[] c, float[] i, float[] g, int length) {
    for (int j = 0; j < length; j++) {
      c[j] = f[j] * c[j] + i[j] * g[j];
    }
  }

  @Override
  public void interpolate(float[] z, float[] n, float[] h, int length) {
    for (int j = 0; j < length; j++) {
      h[j] = n[j] + z[j] * (h[j] - n[j]);
    }
  }

  @Override
  public void outputGradient(float[] o, float[] tanh, float[] dh, float[] dc, int length) {
    for (int j = 0; j < length; j++) {
      dc[j] += dh[j] * o[j] * (1 - tanh[j] * tanh[j]);
      dh[j] *= tanh[j] * (o[j] * (1 - o[j]));
    }
  }

  @Override
  public void cellGradient(float[] i, float[] f, float[] g, float[] c, float[] dc, int length) {
    for (int j = 0; j < length; j++) {
      float di = dc[j] * g[j] * (i[j] * (1 - i[j]));
      g[j] = dc[j] * i[j] * (1 - g[j] * g[j]);
      i[j] = di;
    }
    for (int j = 0; j < length; j++) {
      float df = dc[j] * c[j] * (f[j] * (1 - f[j]));
      dc[j] *= f[j];
      f[j] = df;
    }
  }

  @Override
  public void updateGradient(float[] z, float[] n, float[] h, float[] dh, int length) {
    for (int j = 0; j < length; j++) {
      h[j] = dh[j] * (h[j] - n[j]) * (z[j] * (1 - z[j]));
    }
    for (int j = 0; j < length; j++) {
      n[j] = dh[j] * (1 - z[j]) * (1 - n[j] * n[j]);
      dh[j] *= z[j];
    }
  }

  @Override
  public void resetGradient(float[] r, float[] q, float[] dn, int length) {
    for (int j = 0; j < length; j++) {
      float dr = dn[j] * q[j] * (r[j] * (1 - r[j]));
      dn[j] *= r[j];
      r[j] = dr;
    }
  }
}
