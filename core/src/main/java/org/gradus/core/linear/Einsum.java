package org.gradus.core.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.tensor.MatMul;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/** The Einstein sum, by diagonals, sums, permutations and one matrix product for each pair. */
final class Einsum {
  /** Axes of an ellipsis have names of their own, from the last to the first. */
  private static final char FIRST_ELLIPSIS_AXIS = '0';

  private static final int MOST_ELLIPSIS_AXES = 10;

  private final String equation;

  private Einsum(String equation) {
    this.equation = equation;
  }

  /** A tensor with a letter for each axis, none twice. */
  private record Labelled(String axes, Tensor tensor) {
    int size(char axis) {
      return tensor.size(axes.indexOf(axis));
    }

    boolean has(char axis) {
      return axes.indexOf(axis) >= 0;
    }
  }

  static Tensor of(String equation, Tensor... operands) {
    return new Einsum(equation).evaluate(operands);
  }

  private Tensor evaluate(Tensor... operands) {
    String text = equation.replace(" ", "");
    int arrow = text.indexOf("->");
    String[] terms = (arrow < 0 ? text : text.substring(0, arrow)).split(",", -1);
    if (terms.length != operands.length) {
      throw malformed("one term for each operand", terms.length + " for " + operands.length);
    }
    List<Labelled> factors = new ArrayList<>();
    StringBuilder all = new StringBuilder();
    int ellipsis = 0;
    for (int i = 0; i < terms.length; i++) {
      String axes = withEllipsis(terms[i], operands[i]);
      ellipsis = Math.max(ellipsis, operands[i].rank() - terms[i].replace("...", "").length());
      all.append(axes);
      factors.add(diagonals(axes, operands[i]));
    }
    String result = arrow < 0 ? implicit(all) : expanded(text.substring(arrow + 2), ellipsis);
    for (int i = 0; i < result.length(); i++) {
      if (all.indexOf(result.substring(i, i + 1)) < 0
          || result.indexOf(result.charAt(i), i + 1) >= 0) {
        throw malformed("a result of different letters of the operands", result);
      }
    }
    Labelled product = factors.get(0);
    for (int i = 1; i < factors.size(); i++) {
      StringBuilder later = new StringBuilder(result);
      for (int j = i + 1; j < factors.size(); j++) {
        later.append(factors.get(j).axes());
      }
      product = contract(product, factors.get(i), later.toString());
    }
    return permuted(summed(product, result), result);
  }

  private IllegalArgumentException malformed(String expected, String got) {
    return new IllegalArgumentException(
        "[einsum] the equation \""
            + equation
            + "\" is malformed: expected "
            + expected
            + ", got "
            + got
            + ".");
  }

  /** Returns the axes of an operand, digits for those of the ellipsis. */
  private String withEllipsis(String term, Tensor operand) {
    int named = term.replace("...", "").length();
    String axes = expanded(term, operand.rank() - named);
    if (axes.length() != operand.rank()) {
      throw ShapeException.of(
          "einsum",
          "an operand does not fit its term \"" + term + "\"",
          named + " axes",
          operand.rank() + " axes",
          operand.shape());
    }
    return axes;
  }

  private String expanded(String term, int ellipsis) {
    int at = term.indexOf("...");
    String letters = at < 0 ? term : term.substring(0, at) + term.substring(at + 3);
    for (int i = 0; i < letters.length(); i++) {
      if (!Character.isLetter(letters.charAt(i)) || letters.charAt(i) > 'z') {
        throw malformed("letters, commas, \"...\" and \"->\"", "'" + letters.charAt(i) + "'");
      }
    }
    if (at < 0) {
      return term;
    }
    if (ellipsis > MOST_ELLIPSIS_AXES) {
      throw malformed("at most " + MOST_ELLIPSIS_AXES + " axes for \"...\"", ellipsis + "");
    }
    StringBuilder axes = new StringBuilder(term.substring(0, at));
    for (int i = ellipsis - 1; i >= 0; i--) {
      axes.append((char) (FIRST_ELLIPSIS_AXIS + i));
    }
    return axes.append(term.substring(at + 3)).toString();
  }

  /** Returns the ellipsis, then the letters that occur once in alphabetical order. */
  private static String implicit(CharSequence all) {
    TreeMap<Character, Integer> counts = new TreeMap<>();
    for (int i = 0; i < all.length(); i++) {
      counts.merge(all.charAt(i), 1, Integer::sum);
    }
    StringBuilder ellipsis = new StringBuilder();
    StringBuilder letters = new StringBuilder();
    counts.forEach(
        (axis, count) -> {
          if (Character.isDigit(axis)) {
            ellipsis.insert(0, axis);
          } else if (count == 1) {
            letters.append(axis);
          }
        });
    return ellipsis.append(letters).toString();
  }

  /** Replaces letters that repeat within an operand by its diagonal. */
  private static Labelled diagonals(String axes, Tensor tensor) {
    for (int i = 0; i < axes.length(); i++) {
      int again = axes.indexOf(axes.charAt(i), i + 1);
      if (again >= 0) {
        if (tensor.size(i) != tensor.size(again)) {
          throw ShapeException.of(
              "einsum",
              "axes of one letter '" + axes.charAt(i) + "' differ in size",
              "equal sizes",
              tensor.size(i) + " and " + tensor.size(again),
              tensor.shape());
        }
        String rest = new StringBuilder(axes).deleteCharAt(again).deleteCharAt(i).toString();
        return diagonals(rest + axes.charAt(i), Indexing.diagonal(tensor, i, again));
      }
    }
    return new Labelled(axes, tensor);
  }

  /** Returns the sum over the axes that are not in {@code wanted}. */
  private static Labelled summed(Labelled x, String wanted) {
    StringBuilder kept = new StringBuilder();
    List<Integer> gone = new ArrayList<>();
    for (int i = 0; i < x.axes().length(); i++) {
      if (wanted.indexOf(x.axes().charAt(i)) >= 0) {
        kept.append(x.axes().charAt(i));
      } else {
        gone.add(i);
      }
    }
    return gone.isEmpty()
        ? x
        : new Labelled(
            kept.toString(), x.tensor().sum(gone.stream().mapToInt(Integer::intValue).toArray()));
  }

  private static Tensor permuted(Labelled x, String axes) {
    int[] order = new int[axes.length()];
    for (int i = 0; i < order.length; i++) {
      order[i] = x.axes().indexOf(axes.charAt(i));
    }
    return x.tensor().permute(order);
  }

  /** Multiplies two operands, and sums over the axes that nobody needs later. */
  private Labelled contract(Labelled left, Labelled right, String later) {
    Labelled a = summed(left, later + right.axes());
    Labelled b = summed(right, later + left.axes());
    StringBuilder batch = new StringBuilder();
    StringBuilder inner = new StringBuilder();
    StringBuilder rows = new StringBuilder();
    StringBuilder columns = new StringBuilder();
    for (char axis : a.axes().toCharArray()) {
      if (!b.has(axis)) {
        rows.append(axis);
      } else {
        requireFit(axis, a, b);
        (later.indexOf(axis) >= 0 || a.size(axis) != b.size(axis) ? batch : inner).append(axis);
      }
    }
    for (char axis : b.axes().toCharArray()) {
      if (!a.has(axis)) {
        columns.append(axis);
      }
    }
    Tensor product =
        MatMul.of(grouped(a, batch, rows, inner), grouped(b, batch, inner, columns), false, false);
    List<Integer> sizes = new ArrayList<>();
    for (char axis : batch.toString().toCharArray()) {
      sizes.add(Math.max(a.size(axis), b.size(axis)));
    }
    for (char axis : rows.toString().toCharArray()) {
      sizes.add(a.size(axis));
    }
    for (char axis : columns.toString().toCharArray()) {
      sizes.add(b.size(axis));
    }
    int[] shape = sizes.stream().mapToInt(Integer::intValue).toArray();
    return new Labelled("" + batch + rows + columns, product.reshape(Shape.of(shape)));
  }

  private static void requireFit(char axis, Labelled a, Labelled b) {
    boolean broadcast = Character.isDigit(axis) && (a.size(axis) == 1 || b.size(axis) == 1);
    if (a.size(axis) != b.size(axis) && !broadcast) {
      throw ShapeException.of(
          "einsum",
          "axes of one letter '" + axis + "' differ in size",
          "equal sizes",
          a.size(axis) + " and " + b.size(axis),
          a.tensor().shape(),
          b.tensor().shape());
    }
  }

  /** Returns x as batches of matrices. */
  private static Tensor grouped(
      Labelled x, CharSequence batch, CharSequence first, CharSequence second) {
    Tensor ordered = permuted(x, "" + batch + first + second);
    int b = batch.length();
    int f = b + first.length();
    int[] sizes = new int[b + 2];
    for (int i = 0; i < b; i++) {
      sizes[i] = ordered.size(i);
    }
    sizes[b] = ordered.shape().elements(b, f);
    sizes[b + 1] = ordered.shape().elements(f, ordered.rank());
    return ordered.reshape(Shape.of(sizes));
  }
}
