package org.gradus.core.plugin;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown in {@link Strictness#STRICT} if some provider of a kind cannot be used. */
public final class BrokenProviderException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final transient List<ProviderProblem> problems;

  BrokenProviderException(List<ProviderProblem> problems) {
    super(
        problems.stream().map(ProviderProblem::message).collect(Collectors.joining("\n")),
        problems.get(0).cause().orElse(null));
    this.problems = List.copyOf(problems);
  }

  /**
   * Returns what is wrong.
   *
   * @return at least one problem
   */
  public List<ProviderProblem> problems() {
    return problems;
  }
}
