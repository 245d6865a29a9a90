package org.gradus.core.safetensors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where something went wrong, and the one place where this package's messages are put together.
 *
 * @param source the file, or what stands in for it
 * @param tensor the tensor, or null for the file as a whole
 */
record Location(String source, @Nullable String tensor) {
  private static final int MAX_QUOTED = 80;

  /** Returns the location of a file or other source. */
  static Location of(String source) {
    return new Location(source, null);
  }

  /** Returns the location of a tensor of this source. */
  Location inTensor(String name) {
    return new Location(source, name);
  }

  /** Returns the failure of an argument or of a file's content. */
  SafetensorsException failure(String problem, String expected, String got) {
    return failure(problem, expected, got, null);
  }

  /** Returns the failure of an argument or of a file's content, with the remedy. */
  SafetensorsException failure(String problem, String expected, String got, @Nullable String hint) {
    String message = message(problem, expected, got, hint);
    return new SafetensorsException(message, source, tensor, expected, got);
  }

  /** Returns the failure of the system to read or write. */
  UncheckedIOException ioFailure(String problem, String expected, IOException cause) {
    String got = cause.getClass().getSimpleName() + ": " + cause.getMessage();
    return new UncheckedIOException(message(problem, expected, got, null), cause);
  }

  /** Returns the message of a failure here. */
  String message(String problem, String expected, String got, @Nullable String hint) {
    String where = tensor == null ? source : "tensor " + quote(tensor) + " of " + source;
    String remedy = hint == null ? "" : " Hint: " + hint + ".";
    return "[safetensors] %s: expected %s, got %s. At %s.%s"
        .formatted(problem, expected, got, where, remedy);
  }

  /** Returns the text in quotes, cut where it is long, with everything unprintable escaped. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().limit(MAX_QUOTED).forEach(c -> appendEscaped(quoted, c));
    boolean cut = text.codePointCount(0, text.length()) > MAX_QUOTED;
    return quoted.append(cut ? "…\"" : "\"").toString();
  }

  private static void appendEscaped(StringBuilder quoted, int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          quoted.append(String.format(Locale.ROOT, "\\u%04x", codePoint));
      default -> {
        if (codePoint == '"' || codePoint == '\\') {
          quoted.append('\\');
        }
        quoted.appendCodePoint(codePoint);
      }
    }
  }
}
