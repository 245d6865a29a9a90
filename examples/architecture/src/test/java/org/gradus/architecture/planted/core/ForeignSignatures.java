package org.gradus.architecture.planted.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Supplier;
import com.google.common.collect.ImmutableList;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.exception.MathArithmeticException;
import org.apache.commons.math3.random.RandomGenerator;

/** Names foreign types in every place of a signature. */
public final class ForeignSignatures<T extends RandomGenerator> implements Supplier<String> {
  /** In a field. */
  public static final ImmutableList<String> FIELD = ImmutableList.of();

  /** In a constructor. */
  public ForeignSignatures(JsonNode node) {}

  @Override
  public String get() {
    return "";
  }

  /** In a type argument. */
  public List<Map<String, JsonNode[]>> result() {
    return List.of();
  }

  /** In a type parameter and a throws clause. */
  public <G extends RandomGenerator> void thrown() throws MathArithmeticException {}

  /** Of a library that no rule names. */
  public void listed(JavaClass type) {}

  /** Nobody sees it. */
  ImmutableList<String> hidden() {
    return FIELD;
  }
}
