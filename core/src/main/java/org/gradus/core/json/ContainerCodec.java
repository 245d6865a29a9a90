package org.gradus.core.json;

import java.io.IOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values that hold others: lists, arrays, maps and optional values. */
final class ContainerCodec {
  private ContainerCodec() {}

  /**
   * Lists and arrays, as JSON arrays. What is read is unmodifiable, where the type allows it.
   *
   * @param element the codec of the elements
   * @param collect makes the sequence of its elements
   */
  record Sequence(Codec element, Function<List<Object>, Object> collect) implements Codec {
    static Sequence list(Codec element) {
      return new Sequence(element, List::copyOf);
    }

    static Sequence array(Codec element, Class<?> type) {
      return new Sequence(
          element,
          elements -> {
            Object array = Array.newInstance(type, elements.size());
            for (int i = 0; i < elements.size(); i++) {
              Array.set(array, i, elements.get(i));
            }
            return array;
          });
    }

    @Override
    public String expected() {
      return "an array";
    }

    @Override
    public @Nullable Object read(JsonValue value, Place place) {
      if (!(value instanceof JsonValue.ArrayValue array)) {
        place.mistyped(expected(), value);
        return null;
      }
      List<Object> elements = new ArrayList<>(array.elements().size());
      for (int i = 0; i < array.elements().size(); i++) {
        Object read = element.read(array.elements().get(i), place.element(Integer.toString(i)));
        if (read != null) {
          elements.add(read);
        }
      }
      return elements.size() == array.elements().size() ? collect.apply(elements) : null;
    }

    @Override
    public void write(Object value, Output output) throws IOException {
      output.generator().writeStartArray();
      if (value instanceof List<?> list) {
        for (Object one : list) {
          output.write(element, one, "an element");
        }
      } else {
        for (int i = 0; i < Array.getLength(value); i++) {
          output.write(element, Array.get(value, i), "an element");
        }
      }
      output.generator().writeEndArray();
    }
  }

  /**
   * Maps from strings, as JSON objects. Written in the order of the keys, so that equal maps give
   * equal text.
   *
   * @param element the codec of the values
   */
  record Mapping(Codec element) implements Codec {
    @Override
    public String expected() {
      return "an object";
    }

    @Override
    public @Nullable Object read(JsonValue value, Place place) {
      if (!(value instanceof JsonValue.ObjectValue object)) {
        place.mistyped(expected(), value);
        return null;
      }
      Map<String, Object> entries = new LinkedHashMap<>();
      object
          .members()
          .forEach(
              (key, member) -> {
                Object read = element.read(member, place.element(key));
                if (read != null) {
                  entries.put(key, read);
                }
              });
      return entries.size() == object.members().size()
          ? Collections.unmodifiableMap(entries)
          : null;
    }

    @Override
    @SuppressWarnings("unchecked") // only maps from strings get this codec
    public void write(Object value, Output output) throws IOException {
      output.generator().writeStartObject();
      for (Map.Entry<String, ?> entry : new TreeMap<>((Map<String, ?>) value).entrySet()) {
        output.generator().writeFieldName(entry.getKey());
        output.write(element, entry.getValue(), "the value of " + entry.getKey());
      }
      output.generator().writeEndObject();
    }
  }

  /**
   * Values that may be absent: {@code null} stands for empty.
   *
   * @param element the codec of the value
   */
  record Maybe(Codec element) implements Codec {
    @Override
    public String expected() {
      return element.expected() + " or null";
    }

    @Override
    public @Nullable Object read(JsonValue value, Place place) {
      if (value == JsonValue.Literal.NULL) {
        return Optional.empty();
      }
      Object read = element.read(value, place);
      return read == null ? null : Optional.of(read);
    }

    @Override
    public void write(Object value, Output output) throws IOException {
      Optional<?> optional = (Optional<?>) value;
      if (optional.isPresent()) {
        element.write(optional.get(), output);
      } else {
        output.generator().writeNull();
      }
    }
  }
}
