package org.gradus.core.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.google.common.primitives.ImmutableLongArray;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Writes a header as the reference does, byte for byte. */
final class HeaderWriter {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE).build();

  private HeaderWriter() {}

  /** Returns the JSON of a header in UTF-8, padded with spaces to a multiple of 8 bytes. */
  static byte[] encode(Header header) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      if (!header.metadata().isEmpty()) {
        json.writeObjectFieldStart(EntryHeader.METADATA);
        for (Map.Entry<String, String> entry : header.metadata().entrySet()) {
          json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
      }
      for (EntryHeader entry : header.entries()) {
        json.writeObjectFieldStart(entry.name());
        json.writeStringField("dtype", entry.type().name());
        writeSizes(json, "shape", entry.shape());
        writeSizes(json, "data_offsets", ImmutableLongArray.of(entry.begin(), entry.end()));
        json.writeEndObject();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new AssertionError("writing a string cannot fail", e);
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    byte[] padded = Arrays.copyOf(bytes, bytes.length + (-bytes.length & 7));
    Arrays.fill(padded, bytes.length, padded.length, (byte) ' ');
    Header.checkLength(padded.length, Location.of("the file to write"));
    return padded;
  }

  private static void writeSizes(JsonGenerator json, String key, ImmutableLongArray sizes)
      throws IOException {
    json.writeFieldName(key);
    json.writeArray(sizes.toArray(), 0, sizes.length());
  }
}
