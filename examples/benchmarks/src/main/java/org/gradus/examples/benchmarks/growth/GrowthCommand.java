package org.gradus.examples.benchmarks.growth;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.gradus.examples.benchmarks.growth.Curve.Point;
import org.gradus.examples.benchmarks.workloads.Machine;
import org.gradus.examples.benchmarks.workloads.Protocol;
import org.gradus.examples.benchmarks.workloads.Protocol.Timing;

/**
 * Measures the networks of all families along all axes and prints a {@link Curve} for each: {@code
 * [--threads N] [--quantity time,memory] [--family NAME,…] [--axis NAME,…]}.
 *
 * <p>A curve of times is measured in a process of its own, from the smallest network to the
 * largest, twice: less than half a second for each, so that all is compiled; then a fifth of a
 * second and five repetitions of a twentieth, whose median counts. A network is timed again, up to
 * three times, while something else uses the machine. The memory of each network is measured in a
 * process of its own, after less than half a second of steps.
 */
public final class GrowthCommand {
  private static final Protocol SHORT = new Protocol(0.4, 0.05, 1);
  private static final Protocol TIMES = new Protocol(0.2, 0.05, 5);
  private static final double DISTURBANCE = 0.15;
  private static final int TRIES = 3;
  private static final MathContext DIGITS = new MathContext(4);

  private final Networks networks;
  private final Class<?> program;
  private int threads = 1;
  private List<Quantity> quantities = List.of(Quantity.values());
  private List<Family> families = List.of(Family.values());
  private List<Axis> axes = List.of(Axis.values());
  private OptionalInt extent = OptionalInt.empty();
  private boolean child;

  private GrowthCommand(Networks networks, Class<?> program) {
    this.networks = networks;
    this.program = program;
  }

  /**
   * Runs the program.
   *
   * @param program the class with the main method, by which further processes are started
   * @throws IllegalArgumentException if an option is unknown or lacks its value
   */
  public static void run(Networks networks, Class<?> program, String[] args) {
    GrowthCommand command = new GrowthCommand(networks, program);
    command.parse(args);
    if (command.child) {
      Curve curve =
          command.measure(command.quantities.get(0), command.families.get(0), command.axes.get(0));
      System.out.println(curve.json());
    } else {
      command.delegate();
    }
  }

  private void parse(String[] args) {
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 == args.length) {
        throw new IllegalArgumentException("[growth] " + args[i] + " lacks its value.");
      }
      String value = args[i + 1];
      switch (args[i]) {
        case "--threads" -> threads = Integer.parseInt(value);
        case "--quantity" -> quantities = constants(Quantity.class, value);
        case "--family" -> families = constants(Family.class, value);
        case "--axis" -> axes = constants(Axis.class, value);
        case "--extent" -> extent = OptionalInt.of(Integer.parseInt(value));
        case "--child" -> child = Boolean.parseBoolean(value);
        default ->
            throw new IllegalArgumentException(
                "[growth] unknown option: expected --threads, --quantity, --family or --axis, got "
                    + args[i]
                    + ".");
      }
    }
  }

  private static <E extends Enum<E>> List<E> constants(Class<E> type, String names) {
    return Arrays.stream(names.split(",", -1))
        .map(name -> Enum.valueOf(type, name.toUpperCase(Locale.ROOT)))
        .toList();
  }

  /** Has each curve of times, and the memory of each network, measured by a process of its own. */
  private void delegate() {
    for (Family family : families) {
      for (Axis axis : family.axes()) {
        for (Quantity quantity : quantities) {
          if (axes.contains(axis)) {
            System.out.println(delegate(quantity, family, axis).json());
          }
        }
      }
    }
  }

  private Curve delegate(Quantity quantity, Family family, Axis axis) {
    if (quantity == Quantity.TIME) {
      return fork(quantity, family, axis, List.of());
    }
    List<Point> points =
        family.sizes(axis).stream()
            .map(size -> List.of("--extent", Integer.toString(size.along(axis))))
            .flatMap(only -> fork(quantity, family, axis, only).points().stream())
            .toList();
    return new Curve(networks.system(), threads, quantity, family, axis, points);
  }

  private Curve fork(Quantity quantity, Family family, Axis axis, List<String> more) {
    String line =
        Fork.of(program)
            .with("--child", "true")
            .with("--threads", Integer.toString(threads))
            .with("--quantity", quantity.name())
            .with("--family", family.name())
            .with("--axis", axis.name())
            .with(more)
            .lastLine();
    return Curve.of(line);
  }

  /** Measures in this process. */
  private Curve measure(Quantity quantity, Family family, Axis axis) {
    networks.setThreads(threads);
    List<Size> sizes =
        family.sizes(axis).stream()
            .filter(size -> extent.isEmpty() || size.along(axis) == extent.getAsInt())
            .toList();
    if (quantity == Quantity.TIME) {
      sizes.forEach(size -> SHORT.time(networks.of(family, size)));
    }
    List<Point> points = new ArrayList<>();
    for (Size size : sizes) {
      Timing timing =
          quantity == Quantity.TIME
              ? undisturbed(family, size)
              : SHORT.time(networks.of(family, size));
      double[] values =
          quantity == Quantity.TIME
              ? timing.micros()
              : new double[] {Machine.peakResidentMebibytes()};
      points.add(
          new Point(
              size.along(axis),
              rounded(values[values.length / 2]),
              rounded(values[0]),
              rounded(values[values.length - 1]),
              rounded(timing.otherLoad())));
    }
    return new Curve(networks.system(), threads, quantity, family, axis, points);
  }

  private Timing undisturbed(Family family, Size size) {
    Timing best = TIMES.time(networks.of(family, size));
    for (int i = 1; i < TRIES && best.otherLoad() > DISTURBANCE; i++) {
      Timing again = TIMES.time(networks.of(family, size));
      best = again.otherLoad() < best.otherLoad() ? again : best;
    }
    return best;
  }

  private static double rounded(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }
}
