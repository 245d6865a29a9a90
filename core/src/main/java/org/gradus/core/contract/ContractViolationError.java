package org.gradus.core.contract;

/** Says that a component does not keep the contract of its kind. */
public final class ContractViolationError extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final String component;
  private final String rule;

  /**
   * Creates the error with the message {@code [contract of component] rule: expected …, got ….}
   *
   * @param component what the component is called
   * @param rule what the component must keep to, as a statement
   */
  public ContractViolationError(String component, String rule, String expected, String got) {
    super("[contract of %s] %s: expected %s, got %s.".formatted(component, rule, expected, got));
    this.component = component;
    this.rule = rule;
  }

  /** Returns what the component is called. */
  public String component() {
    return component;
  }

  /** Returns what the component must keep to. */
  public String rule() {
    return rule;
  }
}
