package org.gradus.layers.model;

import java.util.List;
import java.util.stream.Collectors;

/** Says that the tensors of a file are not those of a module: all differences, each by its path. */
public final class StateMismatchException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private static final int LISTED = 50;

  private final String source;
  private final transient List<Difference> missing;
  private final transient List<Difference> unexpected;
  private final transient List<Difference> different;

  /**
   * A tensor that is not as it should be.
   *
   * @param path where it is
   * @param expected type and shape that the module has there, such as {@code F32 (100, 40)}, or
   *     {@code nothing}
   * @param got type and shape that the file has there, or {@code nothing}
   */
  public record Difference(String path, String expected, String got) {}

  StateMismatchException(String source, List<Difference> differences) {
    super(message(source, differences));
    this.source = source;
    this.missing = differences.stream().filter(StateMismatchException::isMissing).toList();
    this.unexpected = differences.stream().filter(StateMismatchException::isUnexpected).toList();
    this.different = differences.stream().filter(d -> !isMissing(d) && !isUnexpected(d)).toList();
  }

  private static boolean isMissing(Difference difference) {
    return difference.got.equals(StoredState.NOTHING);
  }

  private static boolean isUnexpected(Difference difference) {
    return difference.expected.equals(StoredState.NOTHING);
  }

  private static String message(String source, List<Difference> differences) {
    String listed =
        differences.stream()
            .limit(LISTED)
            .map(d -> "%s: expected %s, got %s".formatted(d.path, d.expected, d.got))
            .collect(Collectors.joining("; "));
    int more = differences.size() - LISTED;
    return "[model file] the tensors do not fit the module: %s%s. In %s."
        .formatted(listed, more > 0 ? "; and " + more + " more" : "", source);
  }

  /** Returns the path of the file. */
  public String source() {
    return source;
  }

  /** Returns what the module has and the file has not. */
  public List<Difference> missing() {
    return missing;
  }

  /** Returns what the file has and the module has not. */
  public List<Difference> unexpected() {
    return unexpected;
  }

  /** Returns what both have, but of different types or shapes. */
  public List<Difference> different() {
    return different;
  }
}
