package org.gradus.datasets.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gradus.datasets.location.DataFile;
import org.gradus.datasets.location.DataHome;
import org.gradus.datasets.location.MalformedFileException;

/** Files of UTF-8 text. Their size is checked where they are found. */
final class TextFile {
  private TextFile() {}

  static String read(DataHome home, DataFile file) {
    Path path = home.locate(file);
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw MalformedFileException.whileReading(path.toString(), e);
    }
  }
}
