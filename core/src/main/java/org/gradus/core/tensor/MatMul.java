package org.gradus.core.tensor;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.MatrixProduct;
import org.gradus.core.internal.parallel.ThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * C = op(A) · op(B) over the last two axes, where op may transpose; axes before them broadcast.
 *
 * <p>dA = dC · op(B)ᵀ, dB = op(A)ᵀ · dC, again products with transposed operands: nothing is ever
 * transposed in memory.
 */
public final class MatMul extends Op {
  /** Multiply-adds from which a single product is divided among threads, rather than the batch. */
  private static final long LARGE = 1 << 20;

  private final boolean transposeA;
  private final boolean transposeB;

  private MatMul(boolean transposeA, boolean transposeB) {
    super("matmul");
    this.transposeA = transposeA;
    this.transposeB = transposeB;
  }

  /** Returns the product; vectors are a row on the left and a column on the right. */
  public static Tensor of(Tensor a, Tensor b) {
    if (a.rank() == 0 || b.rank() == 0) {
      throw ShapeException.of(
          "matmul", "a scalar is no matrix", "at least one axis", "none", a.shape(), b.shape());
    }
    Tensor left = a.rank() == 1 ? Reshape.unsqueeze(a, 0) : a;
    Tensor right = b.rank() == 1 ? Reshape.unsqueeze(b, 1) : b;
    Tensor product = of(left, right, false, false);
    if (a.rank() == 1) {
      product = Reshape.squeeze(product, -2);
    }
    return b.rank() == 1 ? Reshape.squeeze(product, -1) : product;
  }

  /**
   * Returns the product of matrices or batches of them.
   *
   * @throws ShapeException if an operand has fewer than two axes, or inner sizes or batches differ
   */
  public static Tensor of(Tensor a, Tensor b, boolean transposeA, boolean transposeB) {
    Binary.requireSameType("matmul", a, b);
    DTypeException.requireFloating("matmul", a);
    if (a.rank() < 2 || b.rank() < 2) {
      throw ShapeException.of(
          "matmul", "not matrices", "at least two axes", "fewer", a.shape(), b.shape());
    }
    int innerA = a.size(transposeA ? -2 : -1);
    int innerB = b.size(transposeB ? -1 : -2);
    if (innerA != innerB) {
      throw ShapeException.of(
          "matmul",
          "the inner sizes differ",
          "equal ones",
          innerA + " and " + innerB,
          a.shape(),
          b.shape());
    }
    if (a.rank() > 2 && b.rank() == 2 && !transposeA) {
      Shape rows = a.shape().withSize(-1, b.size(transposeB ? -2 : -1));
      Tensor flat = Reshape.of(a, Shape.of(a.shape().elements(0, a.rank() - 1), innerA));
      return Reshape.of(of(flat, b, false, transposeB), rows);
    }
    return new MatMul(transposeA, transposeB).apply(a, b);
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor a = inputs[0];
    Tensor b = inputs[1];
    Shape batchA = batch(a.shape());
    Shape batchB = batch(b.shape());
    Shape batch = Shape.broadcast("matmul", batchA, batchB);
    int m = a.size(transposeA ? -1 : -2);
    int k = a.size(transposeA ? -2 : -1);
    int n = b.size(transposeB ? -2 : -1);
    int[] sizes = Arrays.copyOf(batch.toArray(), batch.rank() + 2);
    sizes[batch.rank()] = m;
    sizes[batch.rank() + 1] = n;
    Tensor c = allocate(a.dtype(), Shape.ofOwned(sizes));
    if (batch.elements() == 1) {
      multiply(a, 0, b, 0, c, 0, m, n, k);
      return c;
    }
    int[] stridesA = Broadcasting.strides(batch, batchA);
    int[] stridesB = Broadcasting.strides(batch, batchB);
    IntConsumer body =
        i ->
            multiply(
                a,
                position(batch, stridesA, i) * m * k,
                b,
                position(batch, stridesB, i) * k * n,
                c,
                i * m * n,
                m,
                n,
                k);
    if ((long) m * n * k >= LARGE) {
      for (int i = 0; i < batch.elements(); i++) {
        body.accept(i);
      }
    } else {
      ThreadPool.shared().run(batch.elements(), body);
    }
    return c;
  }

  private void multiply(
      Tensor a, int aOffset, Tensor b, int bOffset, Tensor c, int cOffset, int m, int n, int k) {
    MatrixProduct product = Backend.current().matrixProduct();
    int lda = transposeA ? m : k;
    int ldb = transposeB ? k : n;
    int ao = offset(a) + aOffset;
    int bo = offset(b) + bOffset;
    int co = offset(c) + cOffset;
    if (a.dtype() == DType.FLOAT32) {
      product.multiply(
          transposeA,
          transposeB,
          m,
          n,
          k,
          floats(a),
          ao,
          lda,
          floats(b),
          bo,
          ldb,
          false,
          floats(c),
          co,
          n);
    } else {
      product.multiply(
          transposeA,
          transposeB,
          m,
          n,
          k,
          doubles(a),
          ao,
          lda,
          doubles(b),
          bo,
          ldb,
          false,
          doubles(c),
          co,
          n);
    }
  }

  private static Shape batch(Shape shape) {
    return Shape.of(Arrays.copyOf(shape.toArray(), shape.rank() - 2));
  }

  private static int position(Shape batch, int[] strides, int index) {
    int position = 0;
    for (int axis = batch.rank() - 1, rest = index; axis >= 0; axis--) {
      position += rest % batch.at(axis) * strides[axis];
      rest /= batch.at(axis);
    }
    return position;
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    Tensor da = null;
    Tensor db = null;
    if (call.needs(0)) {
      Tensor b = call.input(1);
      da = transposeA ? of(b, gradient, transposeB, true) : of(gradient, b, false, !transposeB);
      da = Sum.to(da, call.inputShape(0));
    }
    if (call.needs(1)) {
      Tensor a = call.input(0);
      db = transposeB ? of(gradient, a, true, transposeA) : of(a, gradient, !transposeA, false);
      db = Sum.to(db, call.inputShape(1));
    }
    return new Tensor[] {da, db};
  }
}
