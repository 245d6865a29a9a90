package org.gradus.core.tensor;

import org.gradus.core.internal.parallel.Chunks;
import org.jspecify.annotations.Nullable;

/**
 * y = a where the mask is not 0, b elsewhere, for three tensors of one shape; the gradient goes to
 * the one that was chosen.
 */
public final class Where extends Op {
  private static final Where INSTANCE = new Where();

  private Where() {
    super("where");
  }

  /**
   * Returns the choice; the three are broadcast.
   *
   * @param mask INT32
   */
  public static Tensor of(Tensor mask, Tensor a, Tensor b) {
    if (mask.dtype() != DType.INT32) {
      throw new DTypeException("where", "an INT32 mask", mask.dtype());
    }
    Binary.requireSameType("where", a, b);
    Shape shape =
        Shape.broadcast("where", Shape.broadcast("where", mask.shape(), a.shape()), b.shape());
    return INSTANCE.apply(Expand.of(mask, shape), Expand.of(a, shape), Expand.of(b, shape));
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor a = inputs[1];
    Tensor b = inputs[2];
    Tensor y = allocate(a.dtype(), a.shape());
    int[] mask = ints(inputs[0]);
    int mo = offset(inputs[0]);
    int ao = offset(a);
    int bo = offset(b);
    int yo = offset(y);
    switch (a.dtype()) {
      case FLOAT32 -> {
        float[] as = floats(a);
        float[] bs = floats(b);
        float[] ys = floats(y);
        Chunks.run(
            y.elements(),
            (from, n) -> {
              for (int i = from; i < from + n; i++) {
                ys[yo + i] = mask[mo + i] != 0 ? as[ao + i] : bs[bo + i];
              }
            });
      }
      case FLOAT64 -> {
        double[] as = doubles(a);
        double[] bs = doubles(b);
        double[] ys = doubles(y);
        Chunks.run(
            y.elements(),
            (from, n) -> {
              for (int i = from; i < from + n; i++) {
                ys[yo + i] = mask[mo + i] != 0 ? as[ao + i] : bs[bo + i];
              }
            });
      }
      case INT32 -> {
        int[] as = ints(a);
        int[] bs = ints(b);
        int[] ys = ints(y);
        for (int i = 0; i < y.elements(); i++) {
          ys[yo + i] = mask[mo + i] != 0 ? as[ao + i] : bs[bo + i];
        }
      }
    }
    return y;
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    Tensor mask = call.input(0);
    Tensor zero = Scalars.scalarLike(gradient, 0);
    return new Tensor[] {
      null,
      call.needs(1) ? of(mask, gradient, zero) : null,
      call.needs(2) ? of(mask, zero, gradient) : null
    };
  }
}
