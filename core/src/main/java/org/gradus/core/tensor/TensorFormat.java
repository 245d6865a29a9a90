package org.gradus.core.tensor;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints tensors as NumPy does: nested brackets, columns aligned at the decimal point, at most
 * eight digits after it, scientific where sizes differ much, and only the edges of what is large.
 */
final class TensorFormat {
  private static final int MOST_ELEMENTS = 1000;
  private static final int EDGE = 3;
  private static final int MOST_DIGITS = 8;
  private static final int LINE_WIDTH = 75;

  private final Tensor tensor;
  private final boolean shortened;
  private final boolean scientific;
  private final int fraction;
  private final int width;

  private TensorFormat(Tensor tensor) {
    this.tensor = tensor;
    this.shortened = tensor.elements() > MOST_ELEMENTS;
    List<Integer> shown = new ArrayList<>();
    collect(0, 0, shown);
    this.scientific = tensor.dtype().isFloating() && isScientific(shown);
    int digits = 0;
    for (int position : shown) {
      digits = Math.max(digits, fractionDigits(Fill.element(tensor, position)));
    }
    this.fraction = digits;
    int widest = 0;
    for (int position : shown) {
      widest = Math.max(widest, number(position).length());
    }
    this.width = widest;
  }

  static String format(Tensor tensor) {
    StringBuilder text = new StringBuilder();
    TensorFormat format = new TensorFormat(tensor);
    if (tensor.rank() == 0) {
      text.append(format.number(0).strip());
    } else {
      format.append(text, 0, 0);
    }
    return text.toString();
  }

  private int stride(int axis) {
    return tensor.shape().elements(axis + 1, tensor.rank());
  }

  /** Collects the positions of the elements that will be printed. */
  private void collect(int axis, int first, List<Integer> shown) {
    if (axis == tensor.rank()) {
      shown.add(first);
      return;
    }
    int size = tensor.shape().at(axis);
    for (int i = 0; i < size; i++) {
      if (isGap(i, size)) {
        i = size - EDGE;
      }
      collect(axis + 1, first + i * stride(axis), shown);
    }
  }

  private boolean isGap(int i, int size) {
    return shortened && i == EDGE && size > 2 * EDGE;
  }

  private boolean isScientific(List<Integer> shown) {
    double largest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (int position : shown) {
      double value = Math.abs(Fill.element(tensor, position));
      if (Double.isFinite(value) && value != 0) {
        largest = Math.max(largest, value);
        smallest = Math.min(smallest, value);
      }
    }
    return largest >= 1e8 || (largest > 0 && (smallest < 1e-4 || largest / smallest > 1000));
  }

  private void append(StringBuilder text, int axis, int first) {
    int size = tensor.shape().at(axis);
    boolean last = axis == tensor.rank() - 1;
    text.append('[');
    int lineStart = text.length();
    for (int i = 0; i < size; i++) {
      if (i > 0) {
        lineStart = separate(text, axis, last, lineStart);
      }
      if (isGap(i, size)) {
        text.append("...");
        lineStart = separate(text, axis, last, lineStart);
        i = size - EDGE;
      }
      if (last) {
        text.append(padded(number(first + i)));
      } else {
        append(text, axis + 1, first + i * stride(axis));
      }
    }
    text.append(']');
  }

  /** Starts the next entry; returns where its line starts. */
  private int separate(StringBuilder text, int axis, boolean last, int lineStart) {
    if (last && text.length() - lineStart + width < LINE_WIDTH) {
      text.append(' ');
      return lineStart;
    }
    text.append("\n".repeat(Math.max(tensor.rank() - axis - 1, 1))).append(" ".repeat(axis + 1));
    return text.length();
  }

  private String padded(String number) {
    return " ".repeat(width - number.length()) + number;
  }

  /** Returns how many digits after the point the number has, of at most eight. */
  private int fractionDigits(double value) {
    if (!tensor.dtype().isFloating() || !Double.isFinite(value) || value == 0) {
      return 0;
    }
    BigDecimal decimal = exact(value);
    if (scientific) {
      return Math.min(decimal.precision() - 1, MOST_DIGITS);
    }
    BigDecimal rounded = decimal.setScale(MOST_DIGITS, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return Math.max(rounded.scale(), 0);
  }

  /** Returns the shortest decimal that names the number in its own type. */
  private BigDecimal exact(double value) {
    String digits =
        tensor.dtype() == DType.FLOAT32 ? Float.toString((float) value) : Double.toString(value);
    return new BigDecimal(digits).stripTrailingZeros();
  }

  private String number(int position) {
    double value = Fill.element(tensor, position);
    if (tensor.dtype() == DType.INT32) {
      return Integer.toString((int) value);
    }
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (scientific) {
      String text = String.format(Locale.ROOT, "%." + fraction + "e", value);
      return fraction == 0 ? text.replace("e", ".e") : text;
    }
    BigDecimal rounded = value == 0 ? BigDecimal.ZERO : exact(value);
    String text =
        rounded
            .setScale(Math.min(fraction, MOST_DIGITS), RoundingMode.HALF_EVEN)
            .stripTrailingZeros()
            .toPlainString();
    if (!text.contains(".")) {
      text += ".";
    }
    if ((value < 0 && !text.startsWith("-")) || 1 / value == Double.NEGATIVE_INFINITY) {
      text = "-" + text;
    }
    int missing = fraction - (text.length() - text.indexOf('.') - 1);
    return text + " ".repeat(Math.max(missing, 0));
  }
}
