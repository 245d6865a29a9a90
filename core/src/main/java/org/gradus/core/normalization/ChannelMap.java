package org.gradus.core.normalization;

import java.util.function.Function;
import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.normalization.DoubleNormalization;
import org.gradus.core.internal.kernels.normalization.NormalizationLoops;
import org.gradus.core.internal.parallel.Chunks;
import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Op;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * y = (x − center) · scale + shift with constants for each channel, on axis 1: dx = dy · scale,
 * dscale = Σ dy · (x − center), dshift = Σ dy, dcenter = −scale · Σ dy.
 */
final class ChannelMap extends Op {
  private static final String NAME = "channel-map";
  private static final ChannelMap INSTANCE = new ChannelMap();

  private ChannelMap() {
    super(NAME);
  }

  static Tensor of(Tensor x, Tensor center, Tensor scale, Tensor shift) {
    Normalization.requireChannels(NAME, x, center, scale, shift);
    if (!x.dtype().isFloating()
        || x.dtype() != center.dtype()
        || x.dtype() != scale.dtype()
        || x.dtype() != shift.dtype()) {
      throw new DTypeException(
          NAME,
          "equal floating-point types (cast converts)",
          x.dtype(),
          center.dtype(),
          scale.dtype(),
          shift.dtype());
    }
    return INSTANCE.apply(x, center, scale, shift);
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor y = allocate(inputs[0].dtype(), inputs[0].shape());
    if (y.dtype() == DType.FLOAT32) {
      run(Backend.current().normalization(), t -> floats(t), inputs, y);
    } else {
      run(DoubleNormalization.SCALAR, t -> doubles(t), inputs, y);
    }
    return y;
  }

  private static <A> void run(
      NormalizationLoops<A> loops, Function<Tensor, A> array, Tensor[] inputs, Tensor y) {
    Shape shape = y.shape();
    int channels = shape.size(1);
    int positions = shape.elements(2, shape.rank());
    A x = array.apply(inputs[0]);
    A result = array.apply(y);
    A center = constants(loops, array, inputs[1], channels);
    A scale = constants(loops, array, inputs[2], channels);
    A shift = constants(loops, array, inputs[3], channels);
    int xo = offset(inputs[0]);
    int yo = offset(y);
    int length = channels * positions;
    Chunks.lines(
        shape.size(0),
        length,
        (from, to) -> {
          if (positions == 1) {
            int at = from * length;
            loops
                .columns()
                .affine(
                    x, xo + at, to - from, length, length, center, scale, shift, 0, result,
                    yo + at);
            return;
          }
          for (int c = 0; c < channels; c++) {
            int at = from * length + c * positions;
            loops
                .runs()
                .affine(
                    x,
                    xo + at,
                    to - from,
                    length,
                    positions,
                    loops.get(center, c),
                    loops.get(scale, c),
                    loops.get(shift, c),
                    result,
                    yo + at);
          }
        });
  }

  private static <A> A constants(
      NormalizationLoops<A> loops, Function<Tensor, A> array, Tensor tensor, int channels) {
    A constants = loops.array(channels);
    A given = array.apply(tensor);
    for (int c = 0; c < channels; c++) {
      loops.set(constants, c, loops.get(given, offset(tensor) + c));
    }
    return constants;
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    Tensor x = call.input(0);
    Tensor scale = call.input(2);
    Tensor zeros = Tensor.zeros(x.dtype(), scale.shape());
    Shape flat = Shape.of(x.size(0), x.size(1), x.shape().elements(2, x.rank()));
    Tensor sum = gradient.reshape(flat).sum(0, 2);
    Tensor deviation = x.reshape(flat).sub(call.input(1).reshape(1, -1, 1));
    return new Tensor[] {
      call.needs(0) ? of(gradient, zeros, scale, zeros) : null,
      call.needs(1) ? scale.mul(sum).neg() : null,
      call.needs(2) ? gradient.reshape(flat).mul(deviation).sum(0, 2) : null,
      call.needs(3) ? sum : null
    };
  }
}
