package org.gradus.lecture.residual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.text.TextTable;
import org.gradus.layers.initialization.He;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;
import org.gradus.layers.residual.OperationOrder;
import org.gradus.layers.residual.ResidualBlock;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.experiment.Numbers;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;

/**
 * Compares the orders of operations in a residual block: figure 11.5 of Prince, "Understanding deep
 * learning" (2023).
 *
 * <p>(a) Linear layer, then ReLU: a block can only add what is not negative. (b) ReLU, then linear
 * layer: it adds both; but where the input is all negative it adds the same to all inputs, so that
 * there must be a linear layer before the first block. (c) Several layers in a block, ReLU first.
 *
 * <p>Blocks of 100 units with random weights and 1000 inputs, in full and in the quick form.
 */
public final class OrderOfOperations implements Experiment {
  private static final int WIDTH = 100;
  private static final int EXAMPLES = 1000;
  private static final int BINS = 60;
  private static final double RANGE = 4;
  private static final String SOURCE = "Prince 2023, figure 11.5";

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new OrderOfOperations(), arguments));
  }

  @Override
  public String name() {
    return "order-of-operations";
  }

  @Override
  public String title() {
    return "Residual blocks: with ReLU last they can only add, with ReLU first also subtract";
  }

  /** A block of the figure. */
  private enum Order {
    A("(a) linear, ReLU", OperationOrder.ACTIVATION_LAST, 1),
    B("(b) ReLU, linear", OperationOrder.ACTIVATION_FIRST, 1),
    C("(c) ReLU, linear, twice", OperationOrder.ACTIVATION_FIRST, 2);

    private final String label;
    private final OperationOrder operations;
    private final int layers;

    Order(String label, OperationOrder operations, int layers) {
      this.label = label;
      this.operations = operations;
      this.layers = layers;
    }

    /** Returns what a block with random weights adds to its inputs. */
    Tensor added(Tensor x, RandomSource random) {
      Module.Config linear = Linear.of(WIDTH).withWeight(He.normal()).config();
      Module.Config[] branch = new Module.Config[layers];
      Arrays.fill(branch, linear);
      Module block = ResidualBlock.of(ResidualBlock.Config.of(operations, branch), Plugins.load());
      block.build(x.shape(), random);
      return block.forward(x).sub(x);
    }
  }

  @Override
  public void run(Lab lab) {
    RandomSource random = RandomSource.of(lab.seed());
    Tensor x = inputs(random.stream("inputs"));
    TextTable table = new TextTable("order", "smallest addition", "largest", "negative (%)");
    List<LinePanel> panels = new ArrayList<>();
    for (Order order : Order.values()) {
      Tensor added = order.added(x, random.stream(order.label));
      double smallest = added.min().item();
      double negative = 100 * added.lt(Tensor.scalar(0f)).cast(DType.FLOAT64).mean().item();
      table.row(
          order.label,
          Numbers.text(smallest),
          Numbers.text(added.max().item()),
          Numbers.text(negative));
      panels.add(histogram(order, added));
      String name = order.label + ": smallest addition";
      lab.claim(
          order == Order.A
              ? Claim.equal(name, Math.min(smallest, 0), 0, SOURCE, 0)
              : Claim.below(name + ", below 0", smallest, 0, SOURCE, 0));
    }
    claimSameForAllNegative(x, random, lab);
    lab.show(table);
    lab.figure(
        "order-of-operations.png",
        new Figure("What a residual block of ReLUs adds to its input", List.copyOf(panels)));
  }

  private static Tensor inputs(RandomSource random) {
    float[] values = new float[EXAMPLES * WIDTH];
    random.fillGaussian(values, 0, values.length);
    return Tensor.of(values, Shape.of(EXAMPLES, WIDTH));
  }

  private static void claimSameForAllNegative(Tensor x, RandomSource random, Lab lab) {
    Tensor added = Order.B.added(x.abs().neg(), random.stream(Order.B.label));
    // The sum itself is rounded, so that the additions agree to a unit of the largest.
    double largest = x.abs().max().item();
    lab.claim(
        Claim.equal(
            "(b), all inputs negative: largest difference of additions between inputs",
            added.max(0).sub(added.min(0)).max().item(),
            0,
            SOURCE + "; rounding of float32",
            2 * Math.ulp((float) (largest + 1))));
  }

  private static LinePanel histogram(Order order, Tensor added) {
    double width = 2 * RANGE / BINS;
    double[] shares = new double[BINS];
    for (float value : added.toFloats()) {
      int bin = (int) Math.floor((value + RANGE) / width);
      if (bin >= 0 && bin < BINS) {
        shares[bin] += 1 / (width * added.elements());
      }
    }
    double[] middles =
        IntStream.range(0, BINS).mapToDouble(bin -> (bin + 0.5) * width - RANGE).toArray();
    return new LinePanel(order.label, "addition to a unit", "density")
        .horizontally(-RANGE, RANGE)
        .fromZero()
        .line("1000 inputs", middles, shares, Palette.ofSeries(order.ordinal()));
  }
}
