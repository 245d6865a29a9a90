package org.gradus.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The cases that nothing of ours can run so far; the list shrinks to nothing. */
final class NotYetCovered {
  private static final String FILE = "/not-yet-covered.txt";

  private NotYetCovered() {}

  /** Returns the names of the cases, {@code family/id}. */
  static Set<String> names() {
    var resource = Objects.requireNonNull(NotYetCovered.class.getResourceAsStream(FILE));
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.toCollection(LinkedHashSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
