package org.gradus.layers.summary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.text.TextTable;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * What a network consists of: a row for each module with the shape of its result, its own
 * parameters and its own multiply-adds, in the order of paths, and the totals.
 *
 * <p>Found by running the network once for inference. {@link #toString} is the table.
 *
 * @param rows the modules, each before its children; the first is the network itself
 */
public record Summary(List<Row> rows) {
  /** Keeps a copy of the rows. */
  public Summary {
    rows = List.copyOf(rows);
  }

  /**
   * A module.
   *
   * @param path its path; empty of the network itself
   * @param type the simple name of its class
   * @param output the shape of its result, of the last pass if it ran several times; that of a
   *     scalar if it did not run
   * @param parameters the number of elements of its own parameters, without those of its children
   * @param multiplyAdds its own multiply-adds in all its passes, without those of its children
   */
  public record Row(String path, String type, Shape output, long parameters, long multiplyAdds) {}

  /**
   * Returns the summary of a network that is built, run on zeros.
   *
   * @param input the shape of an input
   * @throws ShapeException if the network does not take such an input
   */
  public static Summary of(Module network, Shape input) {
    DType dtype =
        network.parameters().values().stream()
            .findFirst()
            .map(Parameter::dtype)
            .orElse(DType.FLOAT32);
    return of(network, Tensor.zeros(dtype, input));
  }

  /**
   * Returns the summary of a network that is built, run on an input.
   *
   * @throws ShapeException if the network does not take such an input
   */
  public static Summary of(Module network, Tensor input) {
    Map<String, Pass> passes = new HashMap<>();
    Context context =
        Context.eval()
            .withListener(
                (path, module, x, y) ->
                    passes.merge(
                        path, new Pass(y.shape(), module.multiplyAdds(x.shape())), Pass::then));
    Tensor result = Autograd.noGrad(() -> network.forward(input, context));
    passes.put("", new Pass(result.shape(), network.multiplyAdds(input.shape())));
    List<Row> rows = new ArrayList<>();
    describe("", network, passes, rows);
    return new Summary(rows);
  }

  /** What is known of the passes through a module. */
  private record Pass(Shape output, long multiplyAdds) {
    Pass then(Pass next) {
      return new Pass(next.output, Math.addExact(multiplyAdds, next.multiplyAdds));
    }
  }

  private static void describe(
      String path, Module module, Map<String, Pass> passes, List<Row> rows) {
    Pass pass = passes.getOrDefault(path, new Pass(Shape.SCALAR, 0));
    long parameters = 0;
    for (Parameter parameter : module.ownParameters().values()) {
      parameters += parameter.shape().elements();
    }
    String type = module.getClass().getSimpleName();
    rows.add(new Row(path, type, pass.output, parameters, pass.multiplyAdds));
    module
        .children()
        .forEach(
            (name, child) ->
                describe(path.isEmpty() ? name : path + "/" + name, child, passes, rows));
  }

  /** Returns the number of elements of all parameters. */
  public long parameters() {
    return rows.stream().mapToLong(Row::parameters).sum();
  }

  /** Returns the multiply-adds of one pass through the network. */
  public long multiplyAdds() {
    return rows.stream().mapToLong(Row::multiplyAdds).sum();
  }

  /** Returns the table, a line for each module and one of totals, each ended by {@code \n}. */
  @Override
  public String toString() {
    TextTable table = new TextTable("path", "type", "output", "parameters", "multiply-adds");
    for (Row row : rows) {
      table.row(
          row.path.isEmpty() ? "." : row.path,
          row.type,
          row.output.toString(),
          grouped(row.parameters),
          grouped(row.multiplyAdds));
    }
    table.row("total", "", "", grouped(parameters()), grouped(multiplyAdds()));
    return table.toString();
  }

  /** Returns a number with its thousands separated, such as 15,210. */
  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
