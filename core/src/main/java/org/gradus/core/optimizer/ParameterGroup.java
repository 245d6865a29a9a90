package org.gradus.core.optimizer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.core.tensor.Parameter;

/** Parameters that share a rule and a learning rate, by their paths. */
public final class ParameterGroup {
  private final String name;
  private final Map<String, Parameter> parameters;
  private final UpdateRule rule;
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
