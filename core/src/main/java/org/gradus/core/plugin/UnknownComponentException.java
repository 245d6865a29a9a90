package org.gradus.core.plugin;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.NoSuchElementException;

/** Thrown if no provider has a component of the name or config that was asked for. */
public final class UnknownComponentException extends NoSuchElementException {
  private static final long serialVersionUID = 1L;

  private final String kind;
  private final String name;
  private final ImmutableList<String> available;

  UnknownComponentException(String message, String kind, String name, Iterable<String> available) {
    super(message);
    this.kind = kind;
    this.name = name;
    this.available = ImmutableList.copyOf(available);
  }

  /**
   * Returns the kind in which it was looked for.
   *
   * @return the kind: {@code module}
   */
  public String kind() {
    return kind;
  }

  /**
   * Returns what was looked for.
   *
   * @return a name as it was given, or the class name of a config
   */
  public String name() {
    return name;
  }

  /**
   * Returns what there is.
   *
   * @return the qualified names of all components of the kind, sorted
   */
  public List<String> available() {
    return available;
  }
}
