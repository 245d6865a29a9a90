package org.gradus.core.path;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.gradus.core.text.Spelling;

/**
 * Chooses paths such as {@code encoder/0/weight} by a pattern.
 *
 * <p>{@code **} stands for any number of names, also none, and {@code *} within a name for any
 * characters: {@code **}{@code /bias} are all biases, {@code encoder/**} is everything in the
 * encoder, {@code encoder/*}{@code /weight} what has one name between.
 *
 * @param pattern names and wildcards, separated by {@code /}
 */
public record PathPattern(String pattern) implements Predicate<String> {
  private static final String ANY_NAMES = "**";

  /** How many paths a message lists. */
  private static final int LISTED = 8;

  /**
   * Checks the pattern.
   *
   * @throws IllegalArgumentException if a name in it is empty, or {@code **} is part of a name
   */
  public PathPattern {
    for (String name : names(pattern)) {
      if (name.isEmpty() || (name.contains(ANY_NAMES) && !name.equals(ANY_NAMES))) {
        throw new IllegalArgumentException(
            "[path pattern] the pattern is malformed: expected names and wildcards separated by /,"
                + " such as **/weight, got \"%s\".".formatted(pattern));
      }
    }
  }

  /**
   * Returns the pattern.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  public static PathPattern of(String pattern) {
    return new PathPattern(pattern);
  }

  /** Returns whether the whole path fits the pattern. */
  @Override
  public boolean test(String path) {
    return matches(names(pattern), 0, names(path), 0);
  }

  /**
   * Requires that a path fits the pattern: one that chooses nothing is misspelt.
   *
   * @param what what messages begin with
   * @param paths all that there are
   * @throws IllegalArgumentException if none fits; it lists the paths, those nearest first
   */
  public void requireFit(String what, Collection<String> paths) {
    if (paths.stream().anyMatch(this)) {
      return;
    }
    List<String> nearest =
        paths.stream()
            .sorted(Comparator.comparingInt(path -> Spelling.distanceToPattern(pattern, path)))
            .toList();
    int shown = Math.min(nearest.size(), LISTED);
    String more = nearest.size() > shown ? " and " + (nearest.size() - shown) + " more" : "";
    throw new IllegalArgumentException(
        "[%s] the pattern fits no path: expected one that fits any of %s%s, got \"%s\"."
            .formatted(
                what,
                nearest.isEmpty() ? "none" : String.join(", ", nearest.subList(0, shown)),
                more,
                pattern));
  }

  private static String[] names(String path) {
    return path.split("/", -1);
  }

  private static boolean matches(String[] wanted, int i, String[] names, int j) {
    if (i == wanted.length) {
      return j == names.length;
    }
    if (wanted[i].equals(ANY_NAMES)) {
      for (int rest = j; rest <= names.length; rest++) {
        if (matches(wanted, i + 1, names, rest)) {
          return true;
        }
      }
      return false;
    }
    return j < names.length
        && matchesName(wanted[i], 0, names[j], 0)
        && matches(wanted, i + 1, names, j + 1);
  }

  private static boolean matchesName(String wanted, int i, String name, int j) {
    if (i == wanted.length()) {
      return j == name.length();
    }
    if (wanted.charAt(i) == '*') {
      return matchesName(wanted, i + 1, name, j)
          || (j < name.length() && matchesName(wanted, i, name, j + 1));
    }
    return j < name.length()
        && wanted.charAt(i) == name.charAt(j)
        && matchesName(wanted, i + 1, name, j + 1);
  }
}
