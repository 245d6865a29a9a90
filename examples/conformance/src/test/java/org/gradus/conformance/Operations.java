package org.gradus.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.gradus.core.tensor.Backward;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/** A family of operations by name: outputs, and gradients of Σ grad_output · output. */
final class Operations implements Family {
  private final Map<String, Function<Arguments, Map<String, Tensor>>> table = new LinkedHashMap<>();

  Operations unary(String op, UnaryOperator<Tensor> f) {
    return one(op, in -> f.apply(in.x()));
  }

  Operations binary(String op, BinaryOperator<Tensor> f) {
    return one(op, in -> f.apply(in.a(), in.b()));
  }

  Operations one(String op, Function<Arguments, Tensor> f) {
    return many(op, in -> Map.of("output", f.apply(in)));
  }

  Operations parts(String op, Function<Arguments, List<Tensor>> f) {
    return many(op, in -> numbered(f.apply(in)));
  }

  Operations many(String op, Function<Arguments, Map<String, Tensor>> f) {
    table.put(op, f);
    return this;
  }

  private static Map<String, Tensor> numbered(List<Tensor> parts) {
    Map<String, Tensor> named = new LinkedHashMap<>();
    for (Tensor part : parts) {
      named.put("y" + named.size(), part);
    }
    return named;
  }

  @Override
  public void check(ReferenceCase test, Setting setting) {
    Function<Arguments, Map<String, Tensor>> operation = table.get(test.op());
    if (operation == null) {
      throw new NotCoveredException("operation", test.op());
    }
    DType dtype = setting.dtype();
    Arguments arguments = new Arguments(test, dtype);
    Map<String, Tensor> outputs = operation.apply(arguments);
    arguments.requireAllRead();
    test.check("output", outputs, dtype);
    if (test.json().has("grad_output")) {
      Gradients gradients = backward(outputs, test.given("grad_output"), dtype);
      checkGradients(test, "inputs", arguments, gradients);
      checkGradients(test, "params", arguments, gradients);
    }
    if (test.hasExpected("buffers_after")) {
      Set<String> names = test.expected("buffers_after").keySet();
      test.check("buffers_after", arguments.statesNow(names), dtype);
    }
  }

  private static Gradients backward(
      Map<String, Tensor> outputs, Map<String, Expected> upstream, DType dtype) {
    if (upstream.size() == 1) {
      var only = upstream.entrySet().iterator().next();
      return Backward.of(outputs.get(only.getKey())).from(only.getValue().tensor(dtype)).run();
    }
    Tensor sum = Tensor.zeros(dtype, Shape.SCALAR);
    for (var entry : upstream.entrySet()) {
      Tensor weighted = outputs.get(entry.getKey()).mul(entry.getValue().tensor(dtype));
      sum = sum.add(weighted.sum());
    }
    return sum.backward();
  }

  static void checkGradients(
      ReferenceCase test, String part, Arguments arguments, Gradients gradients) {
    String expected = "grad_" + part;
    Map<String, Tensor> found = new LinkedHashMap<>();
    test.expected(expected)
        .keySet()
        .forEach(name -> found.put(name, arguments.gradient(name, gradients)));
    test.check(expected, found, arguments.dtype());
  }
}
