package org.gradus.core.json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.gradus.core.text.Spelling;
import org.jspecify.annotations.Nullable;

/**
 * Records, as objects with a key for each component.
 *
 * @param name what messages call the record
 * @param shape its constructors and components
 * @param codecs has the codecs of its components
 */
record RecordCodec(Supplier<String> name, RecordShape shape, Codecs codecs) implements Codec {
  String subject() {
    return name.get();
  }

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
    Map<String, JsonValue> members = object.members();
    boolean complete = reportUnknownKeys(members, place);
    List<RecordShape.Component> components = shape.components();
    @Nullable Object[] values = new @Nullable Object[components.size()];
    List<String> missing = new ArrayList<>();
    boolean defaulted = false;
    for (int i = 0; i < values.length; i++) {
      RecordShape.Component component = components.get(i);
      JsonValue member = members.get(component.name());
      if (member != null) {
        values[i] = codecs.of(component).read(member, place.key(subject(), component.name()));
        complete &= values[i] != null;
      } else if (i >= shape.required()) {
        defaulted = true;
      } else if (component.type() == Optional.class) {
        values[i] = Optional.empty();
      } else {
        missing.add(component.name());
      }
    }
    if (!missing.isEmpty()) {
      String got = members.isEmpty() ? "no keys" : keys(members);
      String plural = missing.size() == 1 ? "" : "s";
      String expected = String.join(", ", missing);
      place
          .problems()
          .add(
              subject(),
              "missing key%s: expected %s, got %s".formatted(plural, expected, got),
              place.pointer(),
              "");
      return null;
    }
    return complete ? construct(values, defaulted, place) : null;
  }

  private boolean reportUnknownKeys(Map<String, JsonValue> members, Place place) {
    List<String> names = shape.components().stream().map(RecordShape.Component::name).toList();
    List<String> absent = names.stream().filter(name -> !members.containsKey(name)).toList();
    String expected = names.isEmpty() ? "no keys" : "one of " + String.join(", ", names);
    boolean known = true;
    for (String key : members.keySet()) {
      if (!names.contains(key)) {
        known = false;
        place
            .key(subject(), key)
            .problem(
                "unknown key: expected %s, got %s".formatted(expected, JsonValue.quote(key)),
                Spelling.nearest(key, absent)
                    .map(name -> "did you mean \"" + name + "\"?")
                    .orElse(""));
      }
    }
    return known;
  }

  private @Nullable Object construct(@Nullable Object[] values, boolean defaulted, Place place) {
    try {
      if (defaulted) {
        shape.fillDefaults(values);
      }
      return shape.construct(values);
    } catch (RecordShape.InvalidRecordException invalid) {
      place.problems().addInvalid(subject(), place.pointer(), invalid.thrown());
      return null;
    }
  }

  private static String keys(Map<String, JsonValue> members) {
    return members.keySet().stream()
        .limit(20)
        .map(JsonValue::quote)
        .collect(Collectors.joining(", "));
  }

  @Override
  public void write(Object value, Output output) throws IOException {
    output.generator().writeStartObject();
    for (RecordShape.Component component : shape.components()) {
      output.generator().writeFieldName(component.name());
      String what = "component " + component.name() + " of " + subject();
      output.write(codecs.of(component), component.of(value), what);
    }
    output.generator().writeEndObject();
  }
}
