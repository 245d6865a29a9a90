package org.gradus.core.json;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a JSON text does not describe the record that was asked for.
 *
 * <p>The message has one line for each problem; up to {@value Problems#LIMIT} are collected.
 */
public final class JsonBindingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final ImmutableList<JsonProblem> problems;

  JsonBindingException(List<JsonProblem> problems, @Nullable Throwable cause) {
    super(problems.stream().map(JsonProblem::message).collect(Collectors.joining("\n")), cause);
    this.problems = ImmutableList.copyOf(problems);
  }

  /**
   * Returns where the first problem is.
   *
   * @return a JSON pointer (RFC 6901), empty for the root
   */
  public String pointer() {
    return problems.get(0).pointer();
  }

  /**
   * Returns all problems found, in the order of the text.
   *
   * @return at least one problem
   */
  public List<JsonProblem> problems() {
    return problems;
  }
}
