package org.gradus.optimizers.listener;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.gradus.core.file.Folders;

/**
 * A file of lines that is only ever added to, but for a resumed training: its lines of later steps
 * are dropped, and with them one that a killed process left half written.
 */
final class RowFile {
  private static final int LONGEST_LINE = 1 << 20;

  private final Path path;
  private final Format format;

  /** What the lines of a file are. */
  interface Format {
    /** Returns what such a file is called in messages. */
    String name();

    /**
     * Returns the step of a line; 0 for a heading.
     *
     * @param number of the line, from 1
     * @throws IllegalArgumentException if it is none of ours
     */
    long step(String line, int number);
  }

  RowFile(Path path, Format format) {
    this.path = path;
    this.format = format;
  }

  /**
   * Drops the lines of steps after one, and what was half written at the end. A file that there is
   * not is made, in a folder that is made too.
   *
   * @throws IllegalArgumentException if the file is not one of ours; it is left as it is
   * @throws UncheckedIOException if it cannot be read or written
   */
  void resumeAfter(long step) {
    Folders.makeWritableFor(path);
    try {
      long kept = Files.exists(path) ? lengthUpTo(step) : 0;
      // Also a new file, so that who may not write hears of it before the training.
      try (FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.truncate(kept);
      }
    } catch (IOException e) {
      throw failure("opened", e);
    }
  }

  private long lengthUpTo(long step) throws IOException {
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(path))) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      long kept = 0;
      int number = 1;
      for (int b = stream.read(); b >= 0; b = stream.read()) {
        line.write(b);
        if (b == '\n') {
          String text = line.toString(StandardCharsets.UTF_8).strip();
          if (stepOf(text, number) > step) {
            return kept;
          }
          kept += line.size();
          number++;
          line.reset();
        } else if (line.size() > LONGEST_LINE) {
          throw foreign(number, "more than " + LONGEST_LINE + " bytes");
        }
      }
      if (number == 1 && line.size() > 0) {
        throw foreign(1, "no whole line");
      }
      return kept;
    }
  }

  private long stepOf(String line, int number) {
    try {
      return format.step(line, number);
    } catch (IllegalArgumentException e) {
      IllegalArgumentException foreign = foreign(number, "one that is none of its lines");
      foreign.initCause(e);
      throw foreign;
    }
  }

  private IllegalArgumentException foreign(int line, String got) {
    return new IllegalArgumentException(
        "[%s] %s was written by something else: expected rows of a training, got %s at line %s. Hint: name another file, or delete this one."
            .formatted(format.name(), path, got, line));
  }

  /** Returns whether nothing has been written yet. */
  boolean isEmpty() {
    try {
      return Files.notExists(path) || Files.size(path) == 0;
    } catch (IOException e) {
      throw failure("read", e);
    }
  }

  /** Returns the first line. */
  String firstLine() {
    try (BufferedReader reader = Files.newBufferedReader(path)) {
      String line = reader.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw failure("read", e);
    }
  }

  /**
   * Adds lines, in one write.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  void append(String... lines) {
    try {
      Files.writeString(
          path,
          String.join("\n", lines) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw failure("written", e);
    }
  }

  private UncheckedIOException failure(String what, IOException e) {
    return new UncheckedIOException(
        "[%s] %s cannot be %s: %s".formatted(format.name(), path, what, e), e);
  }
}
