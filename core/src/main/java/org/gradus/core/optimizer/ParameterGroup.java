package org.gradus.core.optimizer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.core.tensor.Parameter;

/** Parameters that share a rule and a learning rate, by their paths. */
public final class ParameterGroup {
  private final String name;
  private final Map<String, Parameter> parameters;
  private UpdateRule rule;
  private double learningRate;

  /**
   * Creates a group.
   *
   * @param name for messages and schedules, such as "default" or "biases"
   * @param parameters by path, in order
   * @param learningRate η ≥ 0
   * @param rule how they are updated
   * @throws IllegalArgumentException if the learning rate is negative or not finite
   */
  public ParameterGroup(
      String name, Map<String, Parameter> parameters, double learningRate, UpdateRule rule) {
    this.name = name;
    this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    this.rule = rule;
    this.learningRate = checked(name, learningRate);
  }

  private static double checked(String name, double learningRate) {
    if (!(learningRate >= 0 && learningRate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "[optimizer] the learning rate of group "
              + name
              + " is out of range: expected a finite number ≥ 0, got "
              + learningRate
              + ".");
    }
    return learningRate;
  }

  /** Returns the name. */
  public String name() {
    return name;
  }

  /** Returns the parameters by path, in order. */
  public Map<String, Parameter> parameters() {
    return parameters;
  }

  /** Returns the rule. */
  public UpdateRule rule() {
    return rule;
  }

  /**
   * Sets the rule of the steps to come, such as the same one at another momentum. What is
   * remembered of the parameters stays.
   *
   * @throws IllegalArgumentException if the rule remembers something else of a parameter
   */
  public void setRule(UpdateRule newRule) {
    if (!newRule.states().equals(rule.states())) {
      throw new IllegalArgumentException(
          "[optimizer] the rule of group "
              + name
              + " does not fit what is remembered: expected a rule with the states "
              + rule.states()
              + ", got "
              + newRule
              + " with "
              + newRule.states()
              + ".");
    }
    rule = newRule;
  }

  /** Returns the learning rate of the next step. */
  public double learningRate() {
    return learningRate;
  }

  /**
   * Sets the learning rate of the steps to come.
   *
   * @param learningRate η ≥ 0
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public void setLearningRate(double learningRate) {
    this.learningRate = checked(name, learningRate);
  }
}
