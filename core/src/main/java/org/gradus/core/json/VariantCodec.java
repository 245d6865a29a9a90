package org.gradus.core.json;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records of an interface type, told apart by name: {@code {"type": NAME, "config": {…}}}.
 *
 * @param declared the interface
 * @param family the family it belongs to
 * @param variants knows the names
 * @param codecs has the codecs of the records
 */
record VariantCodec(Class<?> declared, Class<?> family, Variants variants, Codecs codecs)
    implements Codec {
  /** How many components may lie in each other. */
  static final int MAX_DEPTH = 200;

  private static final String TYPE = "type";
  private static final String CONFIG = "config";

  @Override
  public String expected() {
    return "an object with the keys type and config";
  }

  @Override
  public @Nullable Object read(JsonValue value, Place place) {
    if (place.components() == MAX_DEPTH) {
      place.problem(tooDeep(), "");
      return null;
    }
    if (!(value instanceof JsonValue.ObjectValue object)) {
      place.mistyped(expected(), value);
      return null;
    }
    Map<String, JsonValue> members = object.members();
    members.keySet().stream()
        .filter(key -> !key.equals(TYPE) && !key.equals(CONFIG))
        .forEach(
            key ->
                place
                    .element(key)
                    .problem(
                        "unknown key: expected one of type, config, got " + JsonValue.quote(key),
                        ""));
    JsonValue type = members.get(TYPE);
    if (type == null) {
      place.problem("missing key: expected type", "");
      return null;
    }
    if (!(type instanceof JsonValue.StringValue name)) {
      place.element(TYPE).mistyped("the name of a component", type);
      return null;
    }
    return variants
        .recordNamed(
            name.text(),
            family,
            (subject, statement, hint) ->
                place.problems().add(subject, statement, place.pointer().key(TYPE), hint))
        .map(record -> readConfig(record, members.get(CONFIG), place))
        .orElse(null);
  }

  private @Nullable Object readConfig(
      Class<? extends Record> type, @Nullable JsonValue config, Place place) {
    RecordCodec codec = codecs.ofRecord(type);
    if (!declared.isAssignableFrom(type)) {
      String statement =
          "wrong %s: expected a component whose config is a %s, got %s"
              .formatted(place.name(), declared.getTypeName(), codec.subject());
      place.element(TYPE).problem(statement, "");
      return null;
    }
    if (config == null) {
      place.problem("missing key: expected config", "");
      return null;
    }
    return codec.read(config, place.element(CONFIG).insideComponent());
  }

  @Override
  public void write(Object value, Output output) throws IOException {
    if (output.components() == MAX_DEPTH) {
      throw new IllegalArgumentException("[Json] " + tooDeep() + ".");
    }
    if (!(value instanceof Record record)) {
      throw new IllegalArgumentException(
          "[Json] config cannot be written: expected a record, got an instance of %s."
              .formatted(value.getClass().getTypeName()));
    }
    output.generator().writeStartObject();
    output.generator().writeStringField(TYPE, variants.nameOf(record.getClass(), family));
    output.generator().writeFieldName(CONFIG);
    codecs.ofRecord(record.getClass()).write(record, output.insideComponent());
    output.generator().writeEndObject();
  }

  private static String tooDeep() {
    return "components are nested too deep: expected at most "
        + MAX_DEPTH
        + " in each other, got more";
  }
}
