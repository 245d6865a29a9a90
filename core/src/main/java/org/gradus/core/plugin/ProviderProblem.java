package org.gradus.core.plugin;

import java.util.Optional;

/**
 * Says why a provider cannot be used, or not as its author expects.
 *
 * @param kind the kind of its components: {@code module}
 * @param origin which provider it is
 * @param statement what is wrong with it
 * @param cause what was thrown, or empty if the registry itself found it
 */
public record ProviderProblem(
    String kind, ProviderOrigin origin, String statement, Optional<Throwable> cause) {
  /**
   * Returns the problem as a message.
   *
   * @return a line that names the provider and its jar
   */
  public String message() {
    String stop = statement.endsWith(".") ? "" : ".";
    return "[%s] provider %s %s%s At %s."
        .formatted(kind, origin.className(), statement, stop, origin.location());
  }
}
