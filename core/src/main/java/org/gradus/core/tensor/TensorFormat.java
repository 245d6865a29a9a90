package org.gradus.core.tensor;

import java.math.BigDecimal;
import java.math.MathContext;
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

  /** The sizes between which a scalar is printed without a power of ten. */
  private static final double SMALLEST_PLAIN = 1e-4;

  private static final double LARGEST_PLAIN = 1e16;

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
    TensorFormat format = new TensorFormat(tensor);
    if (tensor.rank() == 0) {
      return format.scalar();
    }
    if (tensor.elements() == 0) {
      return "[]";
    }
    StringBuilder text = new StringBuilder();
    format.append(text, 0, 0);
    return text.toString();
  }

  /** Returns the only number as itself, with all its digits, and at least one after the point. */
  private String scalar() {
    double value = Fill.element(tensor, 0);
    if (!tensor.dtype().isFloating() || !Double.isFinite(value)) {
      return number(0);
    }
    double size = Math.abs(value);
    if (size != 0 && (size < SMALLEST_PLAIN || size >= LARGEST_PLAIN)) {
      BigDecimal decimal = exact(value);
      return inPowersOfTen(decimal, decimal.precision() - 1).replace(".e", "e");
    }
    String text = value == 0 ? "0" : exact(value).toPlainString();
    String sign = 1 / value == Double.NEGATIVE_INFINITY ? "-" : "";
    return sign + text + (text.contains(".") ? "" : ".0");
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
    // Brackets to come and the indentation of the line take their share, as in NumPy.
    int room = LINE_WIDTH - 2 * (axis + 1) - 1;
    if (last && text.length() - lineStart + width <= room) {
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
      String sign = 1 / value == Double.NEGATIVE_INFINITY ? "-" : "";
      return sign + inPowersOfTen(value == 0 ? BigDecimal.ZERO : exact(value), fraction);
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

  /** Returns the number as d.ddde±dd, with so many digits after the point. */
  private static String inPowersOfTen(BigDecimal number, int digits) {
    BigDecimal rounded = number.round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
    String significant = rounded.unscaledValue().abs().toString();
    int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    String padded = significant + "0".repeat(Math.max(digits + 1 - significant.length(), 0));
    return (rounded.signum() < 0 ? "-" : "")
        + padded.charAt(0)
        + "."
        + padded.substring(1)
        + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}
