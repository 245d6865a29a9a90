package org.gradus.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as JSON and reads them back, equal.
 *
 * <p>A record is an object with a key for each of its components, named alike. A component is one
 * of:
 *
 * <ul>
 *   <li>{@code boolean}, {@code byte}, {@code short}, {@code int}, {@code long}, {@code float},
 *       {@code double}, their boxes, or {@code String}. Integers are exact or refused ({@code 1.0}
 *       is none); floating-point values keep every bit, with {@code "nan"}, {@code "inf"} and
 *       {@code "-inf"} as strings;
 *   <li>an enum, by the name of the constant in kebab-case ({@code CHANNELS_LAST} is {@code
 *       "channels-last"});
 *   <li>another record, {@code List<X>}, an array, {@code Map<String, X>}, or {@code Optional<X>},
 *       whose empty value is {@code null};
 *   <li>an interface that {@link Variants} knows, as {@code {"type": NAME, "config": {…}}}.
 * </ul>
 *
 * <p>What is written has every key, in the order of the components, and maps in the order of their
 * keys: equal records give equal text. What is read must have every key that {@link Defaults} does
 * not make optional and no other. All problems of a text are reported at once, each with its place
 * as a JSON pointer (RFC 6901). A record that cannot be valid refuses its values in its canonical
 * constructor, and that is reported the same way.
 *
 * <p>Texts are taken for hostile: at most 67,108,864 characters, 1,000 levels and 200 components in
 * each other; no key twice; and nothing in a text names a class. Instances are immutable and
 * thread-safe.
 */
public final class Json {
  private static final Json PLAIN = new Json(new Codecs(new NoVariants()), false);
  private static final DefaultPrettyPrinter PRETTY =
      new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                  .withObjectEmptySeparator("")
                  .withArrayEmptySeparator(""))
          .withObjectIndenter(new DefaultIndenter("  ", "\n"));

  private final Codecs codecs;
  private final boolean pretty;

  private Json(Codecs codecs, boolean pretty) {
    this.codecs = codecs;
    this.pretty = pretty;
  }

  /**
   * Returns the binding of plain records, those without components of interface type.
   *
   * @return a binding that writes on one line
   */
  public static Json plain() {
    return PLAIN;
  }

  /**
   * Returns a binding that also knows some interfaces.
   *
   * @param variants the interfaces and the names of their records
   * @return a binding that writes on one line
   */
  public static Json with(Variants variants) {
    return new Json(new Codecs(variants), false);
  }

  /**
   * Returns the same binding, writing indented lines for people to read.
   *
   * @return a binding that writes an object's keys on lines of their own, ended by {@code \n}
   */
  public Json pretty() {
    return new Json(codecs, true);
  }

  /**
   * Reads a record.
   *
   * @param <R> the type of the record
   * @param text one JSON object
   * @param type the class of the record
   * @return the record
   * @throws JsonBindingException if the text is malformed or does not describe such a record
   * @throws IllegalArgumentException if the class has components that cannot be JSON
   */
  public <R extends Record> R read(String text, Class<R> type) {
    RecordCodec codec = codecs.ofRecord(type);
    return type.cast(read(text, codec, codec.subject()));
  }

  /**
   * Reads a record that the text itself names: {@code {"type": NAME, "config": {…}}}.
   *
   * @param text one JSON object
   * @param family the family that the name belongs to, see {@link Variants#familyOf}
   * @return the record
   * @throws JsonBindingException if the text is malformed or does not describe such a record
   */
  public Record readVariant(String text, Class<?> family) {
    return (Record) read(text, codecs.ofFamily(family), codecs.subjectOf(family));
  }

  private static Object read(String text, Codec codec, String subject) {
    Problems problems = new Problems();
    @Nullable JsonValue value = JsonText.parse(text, subject, problems);
    @Nullable Object read =
        value == null
            ? null
            : codec.read(value, new Codec.Place(subject, "value", Pointer.ROOT, 0, problems));
    if (read == null || !problems.isEmpty()) {
      throw problems.toException();
    }
    return read;
  }

  /**
   * Writes a record.
   *
   * @param value the record
   * @return one JSON object, with every component
   * @throws IllegalArgumentException if a component is null, has a type that cannot be JSON, or is
   *     nested too deep to be read again
   */
  public String write(Record value) {
    return write(value, codecs.ofRecord(value.getClass()));
  }

  /**
   * Writes a record with its name: {@code {"type": NAME, "config": {…}}}.
   *
   * @param value the record
   * @param family the family that its name belongs to, see {@link Variants#familyOf}
   * @return one JSON object
   * @throws NoSuchElementException if the family has no name for the record
   * @throws IllegalArgumentException as for {@link #write(Record)}
   */
  public String writeVariant(Record value, Class<?> family) {
    return write(value, codecs.ofFamily(family));
  }

  private String write(Record value, Codec codec) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JsonText.FACTORY.createGenerator(text)) {
      if (pretty) {
        generator.setPrettyPrinter(PRETTY.createInstance());
      }
      codec.write(value, new Codec.Output(generator, 0));
    } catch (JsonProcessingException refused) {
      throw new IllegalArgumentException(
          "[Json] record cannot be written: " + JsonText.said(refused) + ".", refused);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  /**
   * Checks that a record class can be written and read, without a text.
   *
   * @param type the class of a record
   * @throws IllegalArgumentException if it is not accessible, a component has a type that cannot be
   *     JSON, or {@link Defaults} is misplaced
   */
  public void check(Class<? extends Record> type) {
    RecordShape.of(type).components().forEach(codecs::of);
  }

  /** Knows no interface. */
  private static final class NoVariants implements Variants {
    @Override
    public Optional<Class<?>> familyOf(Type declared) {
      return Optional.empty();
    }

    @Override
    public Optional<Class<? extends Record>> recordNamed(
        String name, Class<?> family, Report report) {
      throw new NoSuchElementException(family.getTypeName());
    }

    @Override
    public String nameOf(Class<? extends Record> type, Class<?> family) {
      throw new NoSuchElementException(family.getTypeName());
    }

    @Override
    public Optional<String> subjectOf(Class<?> type) {
      return Optional.empty();
    }
  }
}
