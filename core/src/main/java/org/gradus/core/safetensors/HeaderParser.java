package org.gradus.core.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.google.common.primitives.ImmutableLongArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses the JSON of a header, token by token.
 *
 * <p>Only the three levels that a header has are ever entered, so nesting costs nothing; what is
 * allocated is proportional to the header's own length.
 */
final class HeaderParser {
  private static final String KEYS = "the keys dtype, shape and data_offsets";

  /** Symbol tables are off: names come from outside and must not stay in memory. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNameLength(Header.MAX_BYTES)
                  .maxStringLength(Header.MAX_BYTES)
                  .build())
          .build();

  private final JsonParser json;
  private final Location file;

  private HeaderParser(JsonParser json, Location file) {
    this.json = json;
    this.file = file;
  }

  /**
   * Parses and verifies a header.
   *
   * @throws SafetensorsException if it is not one
   */
  static Header parse(byte[] header, Location file) {
    if (header[0] != '{') {
      throw file.failure(
          "the header does not begin as a JSON object",
          "the byte 0x7b",
          "0x" + Integer.toHexString(header[0] & 0xff),
          "the file may not be safetensors");
    }
    try (JsonParser json = FACTORY.createParser(decode(header, file))) {
      return new HeaderParser(json, file).parseHeader();
    } catch (JsonProcessingException e) {
      SafetensorsException failure =
          file.failure(
              "the header is not JSON",
              "a JSON object",
              "an error at offset " + e.getLocation().getCharOffset());
      failure.initCause(e);
      throw failure;
    } catch (IOException e) {
      throw new AssertionError("reading a string cannot fail", e);
    }
  }

  private static String decode(byte[] header, Location file) {
    ByteBuffer bytes = ByteBuffer.wrap(header);
    CharBuffer text = CharBuffer.allocate(header.length);
    try {
      var result = StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true);
      if (result.isError()) {
        result.throwException();
      }
      return text.flip().toString();
    } catch (CharacterCodingException e) {
      SafetensorsException failure =
          file.failure("the header is not UTF-8", "UTF-8", "an error at byte " + bytes.position());
      failure.initCause(e);
      throw failure;
    }
  }

  private Header parseHeader() throws IOException {
    json.nextToken();
    Map<String, EntryHeader> entries = new LinkedHashMap<>();
    Map<String, String> metadata = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (name.equals(EntryHeader.METADATA)) {
        checkFirst(metadata, name, file);
        metadata = parseMetadata();
      } else {
        EntryHeader.checkName(name, file);
        checkFirst(entries.get(name), name, file);
        entries.put(name, parseEntry(name, file.inTensor(name)));
      }
    }
    if (json.nextToken() != null) {
      throw file.failure(
          "something follows the header's JSON object", "white space", describeToken());
    }
    return Header.of(entries.values(), metadata == null ? Map.of() : metadata, file);
  }

  private Map<String, String> parseMetadata() throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw file.failure("__metadata__ is not an object", "texts by key", describeToken());
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      EntryHeader.checkUnicode(key, file);
      checkFirst(metadata.get(key), key, file);
      if (json.nextToken() != JsonToken.VALUE_STRING) {
        throw file.failure(
            "__metadata__ has a value that is not a text",
            "a string for the key " + Location.quote(key),
            describeToken());
      }
      String value = json.getText();
      EntryHeader.checkUnicode(value, file);
      metadata.put(key, value);
    }
    return metadata;
  }

  private EntryHeader parseEntry(String name, Location at) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw at.failure("the entry is not an object", "an object with " + KEYS, describeToken());
    }
    StoredType type = null;
    ImmutableLongArray shape = null;
    ImmutableLongArray offsets = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      switch (key) {
        case "dtype" -> {
          checkFirst(type, key, at);
          type = parseType(at);
        }
        case "shape" -> {
          checkFirst(shape, key, at);
          shape = parseSizes(key, EntryHeader.MAX_RANK, at);
        }
        case "data_offsets" -> {
          checkFirst(offsets, key, at);
          offsets = parseSizes(key, 2, at);
        }
        default -> throw at.failure("the entry has an unknown key", KEYS, Location.quote(key));
      }
    }
    if (type == null || shape == null || offsets == null) {
      String missing = type == null ? "dtype" : shape == null ? "shape" : "data_offsets";
      throw at.failure("the entry lacks a key", KEYS, "no " + missing);
    }
    return verify(name, type, shape, offsets, at);
  }

  private static EntryHeader verify(
      String name,
      StoredType type,
      ImmutableLongArray shape,
      ImmutableLongArray offsets,
      Location at) {
    if (offsets.length() != 2 || offsets.get(0) > offsets.get(1)) {
      throw at.failure(
          "data_offsets are not a range", "[begin, end] with begin ≤ end", offsets.toString());
    }
    long length = offsets.get(1) - offsets.get(0);
    long expected = EntryHeader.byteCount(type, shape, at);
    if (length != expected) {
      throw at.failure(
          "data_offsets do not match the shape",
          expected + " bytes for " + type + " " + shape,
          length + " with data_offsets " + offsets);
    }
    return new EntryHeader(name, type, shape, offsets.get(0), offsets.get(1));
  }

  private StoredType parseType(Location at) throws IOException {
    if (json.nextToken() == JsonToken.VALUE_STRING) {
      var type = StoredType.named(json.getText());
      if (type.isPresent()) {
        return type.get();
      }
    }
    throw at.failure(
        "dtype is unknown", "one of " + Arrays.toString(StoredType.values()), describeToken());
  }

  private ImmutableLongArray parseSizes(String key, int maxCount, Location at) throws IOException {
    if (json.nextToken() != JsonToken.START_ARRAY) {
      throw at.failure(key + " is not an array", "an array of integers", describeToken());
    }
    ImmutableLongArray.Builder sizes = ImmutableLongArray.builder();
    for (int count = 0; json.nextToken() != JsonToken.END_ARRAY; count++) {
      if (count == maxCount) {
        throw at.failure(key + " is too long", "at most " + maxCount + " numbers", "more");
      }
      sizes.add(parseSize(key, at));
    }
    return sizes.build();
  }

  private long parseSize(String key, Location at) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || json.getText().startsWith("-")) {
      throw at.failure(
          key + " has an element that is not a size", "integers from 0", describeToken());
    }
    if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw at.failure(key + " has a number that overflows", "less than 2^63", describeToken());
    }
    return json.getLongValue();
  }

  private static void checkFirst(@Nullable Object earlier, String key, Location at) {
    if (earlier != null) {
      throw at.failure("a key is duplicate", "each key once", Location.quote(key) + " again");
    }
  }

  private String describeToken() throws IOException {
    JsonToken token = json.currentToken();
    return switch (token) {
      case START_OBJECT, END_OBJECT -> "an object";
      case START_ARRAY, END_ARRAY -> "an array";
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Location.quote(json.getText());
      default -> token.asString();
    };
  }
}
