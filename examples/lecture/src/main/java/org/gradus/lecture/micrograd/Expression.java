package org.gradus.lecture.micrograd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.GraphDescription;
import org.gradus.core.tensor.Tensor;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Lab;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;

/**
 * Differentiates the expression by which micrograd is introduced (Karpathy 2020): sums, products,
 * powers and ReLUs of two numbers, whose results are used several times. The graph that was
 * recorded is written in Graphviz's DOT language; {@code dot -Tsvg} draws it.
 *
 * <p>The picture shows g around the point, with the tangent that the gradient is: it is zoomed in
 * until the curve and the tangent are one. The quick form is the same.
 */
public final class Expression implements Experiment {
  private static final String SOURCE = "Karpathy 2020, README of micrograd";
  private static final double HALF_A_DIGIT = 5e-5;
  private static final double A = -4;
  private static final double B = 2;

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new Expression(), arguments));
  }

  @Override
  public String name() {
    return "micrograd";
  }

  @Override
  public String title() {
    return "An expression of two numbers, its value, and its gradient by back-propagation";
  }

  private static Tensor g(Tensor a, Tensor b) {
    Tensor c = a.add(b);
    Tensor d = a.mul(b).add(b.pow(3));
    c = c.add(c.add(1));
    c = c.add(c.add(1).sub(a));
    d = d.add(d.mul(2)).add(b.add(a).relu());
    d = d.add(d.mul(3)).add(b.sub(a).relu());
    Tensor e = c.sub(d);
    Tensor f = e.pow(2);
    return f.div(2).add(f.pow(-1).mul(10));
  }

  private static Tensor number(double value) {
    return Tensor.scalar(value).tracked();
  }

  @Override
  public void run(Lab lab) {
    Tensor a = number(A);
    Tensor b = number(B);
    Tensor g = g(a, b);
    write(lab, GraphDescription.dot(g));
    Gradients gradients = g.backward();
    double da = gradients.of(a).item();
    double db = gradients.of(b).item();
    lab.print("g = %.4f, dg/da = %.4f, dg/db = %.4f", g.item(), da, db);
    lab.claim(Claim.equal("g", g.item(), 24.7041, SOURCE, HALF_A_DIGIT));
    lab.claim(Claim.equal("dg/da", da, 138.8338, SOURCE, HALF_A_DIGIT));
    lab.claim(Claim.equal("dg/db", db, 645.5773, SOURCE, HALF_A_DIGIT));
    lab.figure(
        "tangents.png",
        new Figure(
            "What a gradient is: the tangent that remains when one looks closer",
            2,
            List.of(
                panel("a", A, 0.03, da, x -> g(number(x), b)),
                panel("a", A, 0.003, da, x -> g(number(x), b)),
                panel("b", B, 0.03, db, x -> g(a, number(x))),
                panel("b", B, 0.003, db, x -> g(a, number(x))))));
  }

  private static LinePanel panel(
      String variable, double at, double around, double slope, DoubleFunction<Tensor> function) {
    double value = function.apply(at).item();
    double[] distances =
        IntStream.rangeClosed(-100, 100).mapToDouble(i -> around * i / 100).toArray();
    double[] curve = DoubleStream.of(distances).map(d -> function.apply(at + d).item()).toArray();
    double[] tangent = DoubleStream.of(distances).map(d -> value + slope * d).toArray();
    return new LinePanel(
            "%s around %s, by up to %s".formatted(variable, at, around),
            "distance of %s".formatted(variable),
            "g")
        .horizontally(-around, around)
        .line("g", distances, curve, Palette.BLUE.color())
        .line("tangent", distances, tangent, Palette.VERMILLION.color())
        .points("the point", new double[] {0}, new double[] {value}, Palette.INK.color());
  }

  private static void write(Lab lab, String dot) {
    Path file = lab.file("graph.dot");
    try {
      Files.writeString(file, dot);
    } catch (IOException e) {
      throw new UncheckedIOException("[micrograd] the graph cannot be written to " + file, e);
    }
    lab.print(
        "%s calls are in %s", dot.lines().filter(l -> l.contains("[shape=box")).count(), file);
  }
}
