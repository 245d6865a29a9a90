package org.gradus.datasets.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gradus.core.file.AtomicFile;

/** JSON in files: replaced as a whole, and not read if it cannot be JSON of ours. */
final class JsonFile {
  /** The longest text that is read as JSON has as many characters, most of them of one byte. */
  private static final long LARGEST = 1L << 27;

  private JsonFile() {}

  static void write(Path path, String json) {
    AtomicFile.replace(path, json.getBytes(StandardCharsets.UTF_8));
  }

  static String read(Path path) {
    try {
      long size = Files.size(path);
      if (size > LARGEST) {
        throw new IllegalArgumentException(
            "[json-file] %s is too large: expected at most %s bytes, got %s."
                .formatted(path, LARGEST, size));
      }
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException("[json-file] %s cannot be read: %s".formatted(path, e), e);
    }
  }
}
