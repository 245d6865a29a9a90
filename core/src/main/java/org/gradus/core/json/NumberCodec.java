package org.gradus.core.json;

import com.google.common.base.CharMatcher;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Numbers. Integers are exact or refused; floating-point values come back bit by bit, with {@code
 * "nan"}, {@code "inf"} and {@code "-inf"} for what JSON has no number for.
 */
final class NumberCodec {
  private static final CharMatcher FRACTION_OR_EXPONENT = CharMatcher.anyOf(".eE");

  private NumberCodec() {}

  /** Integers of a range, as the boxed type that {@code box} makes. */
  record Whole(long min, long max, Function<Long, Object> box) implements Codec {
    static final Whole BYTE = new Whole(Byte.MIN_VALUE, Byte.MAX_VALUE, Long::byteValue);
    static final Whole SHORT = new Whole(Short.MIN_VALUE, Short.MAX_VALUE, Long::shortValue);
    static final Whole INT = new Whole(Integer.MIN_VALUE, Integer.MAX_VALUE, Long::intValue);
    static final Whole LONG = new Whole(Long.MIN_VALUE, Long.MAX_VALUE, value -> value);

    @Override
    public String expected() {
      return "an integer";
    }

    @Override
    public @Nullable Object read(JsonValue value, Place place) {
      if (!(value instanceof JsonValue.NumberValue number)
          || !FRACTION_OR_EXPONENT.matchesNoneOf(number.text())) {
        place.mistyped(expected(), value);
        return null;
      }
      BigInteger integer = new BigInteger(number.text());
      if (integer.compareTo(BigInteger.valueOf(min)) < 0
          || integer.compareTo(BigInteger.valueOf(max)) > 0) {
        place.mistyped("an integer from " + min + " to " + max, value);
        return null;
      }
      return box.apply(integer.longValue());
    }

    @Override
    public void write(Object value, Output output) throws IOException {
      output.generator().writeNumber(((Number) value).longValue());
    }
  }

  /** {@code double} and {@code float}: the nearest value, ties to even; too large is refused. */
  enum Real implements Codec {
    DOUBLE {
      @Override
      Object parse(String text) {
        return Double.parseDouble(text);
      }
    },
    FLOAT {
      @Override
      Object parse(String text) {
        return Float.parseFloat(text);
      }
    };

    abstract Object parse(String text);

    @Override
    public String expected() {
      return "a number";
    }

    @Override
    public @Nullable Object read(JsonValue value, Place place) {
      if (value instanceof JsonValue.NumberValue number) {
        Object parsed = parse(number.text());
        if (Double.isInfinite(((Number) parsed).doubleValue())) {
          String type = name().toLowerCase(Locale.ROOT);
          place.mistyped("a number in the range of a " + type, value);
          return null;
        }
        return parsed;
      }
      if (value instanceof JsonValue.StringValue string) {
        switch (string.text()) {
          case "nan":
            return parse("NaN");
          case "inf":
            return parse("Infinity");
          case "-inf":
            return parse("-Infinity");
          default: // no other string is a number
        }
      }
      place.mistyped(expected() + ", \"inf\", \"-inf\" or \"nan\"", value);
      return null;
    }

    @Override
    public void write(Object value, Output output) throws IOException {
      double number = ((Number) value).doubleValue();
      if (Double.isNaN(number)) {
        output.generator().writeString("nan");
      } else if (Double.isInfinite(number)) {
        output.generator().writeString(number > 0 ? "inf" : "-inf");
      } else {
        output.generator().writeNumber(value.toString());
      }
    }
  }
}
