package org.gradus.core.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with one text while it is read. Used by one thread. */
final class Problems {
  /** How many problems are collected before the rest is only counted. */
  static final int LIMIT = 20;

  private final List<JsonProblem> problems = new ArrayList<>();
  private @Nullable Throwable cause;
  private int omitted;

  /** Adds {@code [subject] statement. At pointer. Hint: hint}. */
  void add(String subject, String statement, Pointer at, String hint) {
    add(subject, statement, at.toString(), hint);
  }

  /** Adds the same, at a pointer that is text already. */
  void add(String subject, String statement, String pointer, String hint) {
    add(pointer, "[" + subject + "] " + statement + "." + place(pointer, hint));
  }

  /** Adds what a record's own constructor had to say about its values. */
  void addInvalid(String subject, Pointer at, RuntimeException thrown) {
    String pointer = at.toString();
    String said = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
    String stop = said.endsWith(".") || said.endsWith("?") ? "" : ".";
    String prefix = said.startsWith("[") ? "" : "[" + subject + "] ";
    add(pointer, prefix + said + stop + place(pointer, ""));
    if (cause == null) {
      cause = thrown;
    }
  }

  private static String place(String pointer, String hint) {
    return (pointer.isEmpty() ? " At the root." : " At " + pointer + ".")
        + (hint.isEmpty() ? "" : " Hint: " + hint);
  }

  private void add(String pointer, String message) {
    if (problems.size() < LIMIT) {
      problems.add(new JsonProblem(pointer, message));
    } else {
      omitted++;
    }
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  JsonBindingException toException() {
    List<JsonProblem> all = new ArrayList<>(problems);
    if (omitted > 0) {
      all.add(new JsonProblem("", "… and " + omitted + " more."));
    }
    return new JsonBindingException(all, cause);
  }
}
