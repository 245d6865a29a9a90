package org.gradus.core.json;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A parsed JSON value. Numbers stay text, so that each type converts them exactly. */
sealed interface JsonValue {
  /** Returns the value as messages quote it: shortened, and only named if it holds others. */
  String quoted();

  /** An object; its keys in the order of the text. */
  record ObjectValue(Map<String, JsonValue> members) implements JsonValue {
    @Override
    public String quoted() {
      return "an object";
    }
  }

  /** An array. */
  record ArrayValue(List<JsonValue> elements) implements JsonValue {
    @Override
    public String quoted() {
      return "an array";
    }
  }

  /** A string. */
  record StringValue(String text) implements JsonValue {
    @Override
    public String quoted() {
      return quote(text);
    }
  }

  /** A number, by its characters. */
  record NumberValue(String text) implements JsonValue {
    @Override
    public String quoted() {
      return shortened(text);
    }
  }

  /** True, false or null. */
  enum Literal implements JsonValue {
    /** {@code true}. */
    TRUE,
    /** {@code false}. */
    FALSE,
    /** {@code null}. */
    NULL;

    @Override
    public String quoted() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Returns a string from outside in quotes, fit for one line of a message. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    shortened(text)
        .chars()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                quoted.append("\\u" + HexFormat.of().toHexDigits((char) c));
              } else {
                quoted.append((char) c);
              }
            });
    return quoted.append('"').toString();
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 77) + "...";
  }
}
