package org.gradus.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads and writes the values of one type. */
interface Codec {
  /** Returns the type as messages say it after "expected", with its article. */
  String expected();

  /**
   * Returns the value, or null after adding what is wrong with it to the problems.
   *
   * @param value the JSON
   * @param place where it is, and what is being read
   */
  @Nullable Object read(JsonValue value, Place place);

  /**
   * Writes a value of the type.
   *
   * @param value an instance of the type
   * @param output where to
   */
  void write(Object value, Output output) throws IOException;

  /**
   * Where a value stands.
   *
   * @param subject what messages put in brackets: the record around the value
   * @param name what messages call the value, such as {@code value of in}
   * @param pointer its pointer
   * @param components how many components lie around it
   * @param problems takes what is wrong
   */
  record Place(String subject, String name, Pointer pointer, int components, Problems problems) {
    Place key(String owner, String key) {
      return new Place(owner, "value of " + key, pointer.key(key), components, problems);
    }

    Place element(String token) {
      return new Place(subject, name, pointer.key(token), components, problems);
    }

    Place insideComponent() {
      return new Place(subject, name, pointer, components + 1, problems);
    }

    void mistyped(String expected, JsonValue got) {
      problem("wrong " + name + ": expected " + expected + ", got " + got.quoted(), "");
    }

    void problem(String statement, String hint) {
      problems.add(subject, statement, pointer, hint);
    }
  }

  /**
   * Where values are written to.
   *
   * @param generator takes the JSON
   * @param components how many components lie around the next value
   */
  record Output(JsonGenerator generator, int components) {
    /** Writes a value that may be null by mistake. */
    void write(Codec codec, @Nullable Object value, String what) throws IOException {
      if (value == null) {
        throw new IllegalArgumentException(
            "[Json] " + what + " cannot be written: expected " + codec.expected() + ", got null.");
      }
      codec.write(value, this);
    }

    Output insideComponent() {
      return new Output(generator, components + 1);
    }
  }
}
