package org.gradus.core.tensor;

import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Map;

/** Describes the recorded graph of a result in Graphviz's DOT language. */
public final class GraphDescription {
  private GraphDescription() {}

  /**
   * Returns the graph as DOT: a box for each call, with its operation, module path and the shapes
   * of its inputs; an ellipse for each leaf; arrows in the direction of the computation.
   *
   * @throws IllegalArgumentException if nothing was recorded
   * @throws IllegalStateException if the graph was let go by backward
   */
  public static String dot(Tensor result) {
    Call root = Gradients.callOf(result);
    Map<Call, Integer> numbers = new IdentityHashMap<>();
    StringBuilder text = new StringBuilder("digraph gradus {\n  rankdir=BT;\n");
    ArrayDeque<Call> open = new ArrayDeque<>();
    numbers.put(root, 0);
    describe(root, 0, result.shape(), text);
    open.add(root);
    while (!open.isEmpty()) {
      Call call = open.poll();
      Tensor[] inputs = call.inputs();
      for (Tensor input : inputs) {
        Call source = input.call();
        if (source == null) {
          continue;
        }
        Integer known = numbers.get(source);
        if (known == null) {
          known = numbers.size();
          numbers.put(source, known);
          describe(source, known, input.shape(), text);
          open.add(source);
        }
        text.append("  n").append(known).append(" -> n").append(numbers.get(call));
        text.append(" [label=\"").append(input.shape()).append("\"];\n");
      }
    }
    return text.append("}\n").toString();
  }

  private static void describe(Call call, int number, Shape shape, StringBuilder text) {
    text.append("  n").append(number).append(" [shape=").append(call.isLeaf() ? "ellipse" : "box");
    text.append(", label=\"").append(escaped(call.name()));
    if (call.isLeaf()) {
      text.append("\\n").append(shape);
    } else if (!call.path().isEmpty()) {
      text.append("\\n").append(escaped(call.path()));
    }
    text.append("\"];\n");
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
