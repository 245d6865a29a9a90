package org.gradus.datasets.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Ascii;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.io.input.BOMInputStream;
import org.gradus.core.text.Spelling;
import org.gradus.datasets.location.MalformedFileException;

/** The cells of some columns of a file, as text, with the lines that they are on. */
final class CsvFile {
  private static final int LONGEST_QUOTE = 80;

  private final Path path;
  private final Map<String, List<String>> columns = new LinkedHashMap<>();
  private final List<Long> lines = new ArrayList<>();
  private Map<String, Integer> positions = Map.of();

  private CsvFile(Path path) {
    this.path = path;
  }

  /** Reads the columns that a config asks for. */
  static CsvFile read(CsvConfig config, Path path) {
    CsvFile file = new CsvFile(path);
    config.inputs().forEach(column -> file.columns.put(column.name(), new ArrayList<>()));
    file.columns.put(config.target().name(), new ArrayList<>());
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(config.delimiter())
            .setTrim(true)
            .setIgnoreEmptyLines(false)
            .get();
    try (Reader reader = open(path);
        CSVParser parser = format.parse(reader)) {
      file.read(parser, config.header());
    } catch (UncheckedIOException e) {
      throw file.failed(Optional.ofNullable(e.getCause()).orElseGet(() -> new IOException(e)));
    } catch (IOException e) {
      throw file.failed(e);
    }
    return file;
  }

  /** Programs for spreadsheets begin files with a byte order mark. */
  private static Reader open(Path path) throws IOException {
    InputStream bytes = BOMInputStream.builder().setInputStream(Files.newInputStream(path)).get();
    return new InputStreamReader(
        bytes,
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  private void read(CSVParser parser, boolean header) {
    Iterator<CSVRecord> records = parser.iterator();
    int width = -1;
    for (long line = 1; records.hasNext(); line = parser.getCurrentLineNumber() + 1) {
      CSVRecord cells = records.next();
      if (cells.size() == 1 && cells.get(0).isEmpty() && width != 1) {
        continue;
      }
      if (width < 0) {
        width = cells.size();
        name(cells, header);
        if (header) {
          continue;
        }
      }
      if (cells.size() != width) {
        throw MalformedFileException.of(
            at(line),
            "the row has another number of cells",
            Integer.toString(width),
            Integer.toString(cells.size()));
      }
      lines.add(line);
      columns.forEach((name, values) -> values.add(cells.get(positions.getOrDefault(name, -1))));
    }
  }

  private void name(CSVRecord first, boolean header) {
    positions = new LinkedHashMap<>();
    for (int i = 0; i < first.size(); i++) {
      String name = header ? first.get(i) : Integer.toString(i);
      if (positions.put(name, i) != null && columns.containsKey(name)) {
        throw MalformedFileException.of(
            path.toString(), "two columns have one name", "different names", "\"" + name + "\"");
      }
    }
    for (String name : columns.keySet()) {
      if (!positions.containsKey(name)) {
        throw missing(name);
      }
    }
  }

  private MalformedFileException missing(String name) {
    String problem = "a column is missing";
    String expected = quote(name);
    String got = String.join(", ", positions.keySet());
    return Spelling.nearest(name, positions.keySet())
        .map(
            nearest ->
                MalformedFileException.of(
                    path.toString(), problem, expected, got, "the nearest is " + quote(nearest)))
        .orElseGet(() -> MalformedFileException.of(path.toString(), problem, expected, got));
  }

  /** Returns the cells of a column. */
  List<String> cells(Column column) {
    return columns.getOrDefault(column.name(), List.of());
  }

  /** Returns how many rows there are. */
  int size() {
    return lines.size();
  }

  /** Returns the failure that a cell is not what its column says. */
  MalformedFileException malformed(Column column, int row, String expected, String got) {
    return MalformedFileException.of(
        at(lines.get(row)) + ", column \"" + column.name() + "\"",
        "the cell cannot be used",
        expected,
        got);
  }

  /** Returns a text for a message, which may be anything: of a long one the first characters. */
  static String quote(String text) {
    return "\"" + Ascii.truncate(text, LONGEST_QUOTE, "...") + "\"";
  }

  private RuntimeException failed(IOException failure) {
    if (failure instanceof CSVException) {
      return malformed("the quotes do not match", "cells as RFC 4180 quotes them", failure);
    }
    if (failure instanceof CharacterCodingException) {
      return malformed("the text cannot be decoded", "UTF-8", failure);
    }
    return MalformedFileException.whileReading(path.toString(), failure);
  }

  private MalformedFileException malformed(String problem, String expected, IOException cause) {
    MalformedFileException malformed =
        MalformedFileException.of(
            path.toString(), problem, expected, String.valueOf(cause.getMessage()));
    malformed.initCause(cause);
    return malformed;
  }

  private String at(long line) {
    return path + ", line " + line;
  }
}
