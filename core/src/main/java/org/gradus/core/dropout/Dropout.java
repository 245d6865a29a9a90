package org.gradus.core.dropout;

import java.util.Arrays;
import org.gradus.core.internal.parallel.Chunks;
import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Op;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * y = scale · x + shift where the mask keeps x, and a fill elsewhere; dx = scale · dy where it is
 * kept, and 0 elsewhere.
 *
 * <p>The mask is kept for backward at one bit for an element or a run of them. What is dropped is
 * filled even if x was infinite or no number.
 */
final class Dropout extends Op {
  private final Mask mask;
  private final double scale;
  private final double shift;
  private final double fill;

  private Dropout(Mask mask, double scale, double shift, double fill) {
    super("dropout");
    this.mask = mask;
    this.scale = scale;
    this.shift = shift;
    this.fill = fill;
  }

  static Tensor of(Tensor x, Mask mask, double scale, double shift, double fill) {
    return new Dropout(mask, scale, shift, fill).apply(x);
  }

  @Override
  protected Keeps keeps() {
    return Keeps.NOTHING;
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor x = inputs[0];
    Tensor y = allocate(x.dtype(), x.shape());
    if (mask.run() == 1) {
      // A piece is a whole number of the mask's words.
      Chunks.run(x.elements(), (from, length) -> elements(x, y, from, length));
    } else {
      int runs = x.elements() / Math.max(mask.run(), 1);
      Chunks.lines(runs, mask.run(), (from, to) -> runs(x, y, from, to));
    }
    return y;
  }

  private void elements(Tensor x, Tensor y, int from, int length) {
    int[] bits = mask.words();
    int word = mask.first() + from / Integer.SIZE;
    int i = offset(x) + from;
    int j = offset(y) + from;
    boolean plain = shift == 0 && fill == 0;
    if (x.dtype() == DType.FLOAT32) {
      if (plain) {
        keep(bits, word, floats(x), i, (float) scale, floats(y), j, length);
      } else {
        replace(bits, word, floats(x), i, floats(y), j, length);
      }
    } else if (plain) {
      keep(bits, word, doubles(x), i, scale, doubles(y), j, length);
    } else {
      replace(bits, word, doubles(x), i, doubles(y), j, length);
    }
  }

  // A branch would be mispredicted, and 0 · x is not always 0: so what is dropped is masked out.
  // Words are shifted rather than read again for each bit, which halves the time.

  private static void keep(
      int[] bits, int word, float[] x, int from, float scale, float[] y, int to, int length) {
    for (int first = 0; first < length; first += Integer.SIZE) {
      int rest = bits[word + first / Integer.SIZE];
      int end = Math.min(length, first + Integer.SIZE);
      for (int i = first; i < end; i++) {
        int value = Float.floatToRawIntBits(x[from + i] * scale);
        y[to + i] = Float.intBitsToFloat(value & -(rest & 1));
        rest >>>= 1;
      }
    }
  }

  private static void keep(
      int[] bits, int word, double[] x, int from, double scale, double[] y, int to, int length) {
    for (int first = 0; first < length; first += Integer.SIZE) {
      int rest = bits[word + first / Integer.SIZE];
      int end = Math.min(length, first + Integer.SIZE);
      for (int i = first; i < end; i++) {
        long value = Double.doubleToRawLongBits(x[from + i] * scale);
        y[to + i] = Double.longBitsToDouble(value & -(rest & 1L));
        rest >>>= 1;
      }
    }
  }

  private void replace(int[] bits, int word, float[] x, int from, float[] y, int to, int length) {
    float factor = (float) scale;
    float added = (float) shift;
    int other = Float.floatToRawIntBits((float) fill);
    for (int first = 0; first < length; first += Integer.SIZE) {
      int rest = bits[word + first / Integer.SIZE];
      int end = Math.min(length, first + Integer.SIZE);
      for (int i = first; i < end; i++) {
        int kept = -(rest & 1);
        int value = Float.floatToRawIntBits(x[from + i] * factor + added);
        y[to + i] = Float.intBitsToFloat((value & kept) | (other & ~kept));
        rest >>>= 1;
      }
    }
  }

  private void replace(int[] bits, int word, double[] x, int from, double[] y, int to, int length) {
    long other = Double.doubleToRawLongBits(fill);
    for (int first = 0; first < length; first += Integer.SIZE) {
      int rest = bits[word + first / Integer.SIZE];
      int end = Math.min(length, first + Integer.SIZE);
      for (int i = first; i < end; i++) {
        long kept = -(rest & 1L);
        long value = Double.doubleToRawLongBits(x[from + i] * scale + shift);
        y[to + i] = Double.longBitsToDouble((value & kept) | (other & ~kept));
        rest >>>= 1;
      }
    }
  }

  private void runs(Tensor x, Tensor y, int from, int to) {
    int[] bits = mask.words();
    int run = mask.run();
    for (int r = from; r < to; r++) {
      boolean kept = ((bits[mask.first() + r / Integer.SIZE] >>> r) & 1) != 0;
      int i = offset(x) + r * run;
      int j = offset(y) + r * run;
      if (x.dtype() == DType.FLOAT32) {
        run(kept, floats(x), i, floats(y), j, run);
      } else {
        run(kept, doubles(x), i, doubles(y), j, run);
      }
    }
  }

  private void run(boolean kept, float[] x, int from, float[] y, int to, int length) {
    if (!kept) {
      Arrays.fill(y, to, to + length, (float) fill);
      return;
    }
    float factor = (float) scale;
    float added = (float) shift;
    for (int i = 0; i < length; i++) {
      y[to + i] = x[from + i] * factor + added;
    }
  }

  private void run(boolean kept, double[] x, int from, double[] y, int to, int length) {
    if (!kept) {
      Arrays.fill(y, to, to + length, fill);
      return;
    }
    for (int i = 0; i < length; i++) {
      y[to + i] = x[from + i] * scale + shift;
    }
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    return new Tensor[] {of(gradient, mask, scale, 0, 0)};
  }
}
