package org.gradus.core.json;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.internal.text.KebabCase;
import org.gradus.core.text.Spelling;
import org.jspecify.annotations.Nullable;

/** Strings, truth values and the constants of enums. */
final class TextCodec {
  private TextCodec() {}

  /** The types with one value for each JSON value of a kind. */
  enum Plain implements Codec {
    STRING {
      @Override
      public String expected() {
        return "a string";
      }

      @Override
      public @Nullable Object read(JsonValue value, Place place) {
        if (value instanceof JsonValue.StringValue string) {
          return string.text();
        }
        place.mistyped(expected(), value);
        return null;
      }

      @Override
      public void write(Object value, Output output) throws IOException {
        output.generator().writeString((String) value);
      }
    },
    BOOLEAN {
      @Override
      public String expected() {
        return "true or false";
      }

      @Override
      public @Nullable Object read(JsonValue value, Place place) {
        if (value == JsonValue.Literal.TRUE || value == JsonValue.Literal.FALSE) {
          return value == JsonValue.Literal.TRUE;
        }
        place.mistyped(expected(), value);
        return null;
      }

      @Override
      public void write(Object value, Output output) throws IOException {
        output.generator().writeBoolean((Boolean) value);
      }
    }
  }

  /** The constants of an enum, by their names in kebab-case. */
  record Constant(Map<String, Enum<?>> constants) implements Codec {
    static Constant of(Class<?> type) {
      Map<String, Enum<?>> constants = new LinkedHashMap<>();
      for (Object constant : type.getEnumConstants()) {
        constants.put(KebabCase.of((Enum<?>) constant), (Enum<?>) constant);
      }
      return new Constant(constants);
    }

    @Override
    public String expected() {
      return "one of \"" + String.join("\", \"", constants.keySet()) + "\"";
    }

    @Override
    public @Nullable Object read(JsonValue value, Place place) {
      if (!(value instanceof JsonValue.StringValue string)) {
        place.mistyped(expected(), value);
        return null;
      }
      Enum<?> constant = constants.get(string.text());
      if (constant == null) {
        Optional<String> nearest = Spelling.nearest(string.text(), constants.keySet());
        place.problem(
            "wrong " + place.name() + ": expected " + expected() + ", got " + value.quoted(),
            nearest.map(name -> "did you mean \"" + name + "\"?").orElse(""));
      }
      return constant;
    }

    @Override
    public void write(Object value, Output output) throws IOException {
      output.generator().writeString(KebabCase.of((Enum<?>) value));
    }
  }
}
