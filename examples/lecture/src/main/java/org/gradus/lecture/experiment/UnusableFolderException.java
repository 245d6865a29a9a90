package org.gradus.lecture.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Says that results cannot be written. */
final class UnusableFolderException extends UncheckedIOException {
  private static final long serialVersionUID = 1L;

  UnusableFolderException(Path folder, IOException cause) {
    super(
        "[lecture] the output folder cannot be used: expected one to write to, got %s (%s). Hint: "
                .formatted(folder, cause)
            + "choose another by --out DIR.",
        cause);
  }
}
