package org.gradus.core.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gradus.core.gradcheck.GradCheck;
import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.Kernels;
import org.gradus.core.internal.kernels.ScalarKernels;
import org.gradus.core.internal.parallel.ThreadPool;
import org.gradus.core.pointwise.Exp;
import org.gradus.core.pointwise.Relu;
import org.gradus.core.pointwise.Square;
import org.gradus.core.pointwise.Tanh;
import org.gradus.core.random.PhiloxRandom;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Backward;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The fused recurrences against the same steps by operations on tensors, which {@link Unrolled}
 * has, and against differences; the numbers of PyTorch are in the conformance suite.
 */
class RecurrencesTest {
  /** A cell with or without its further parameter. */
  private record Kind(String name, FusedCell cell, boolean extra) {
    /** Returns inputs of a batch of sequences, of normal numbers. */
    List<Tensor> inputs(SequenceLayout layout, int batch, int steps, int hidden) {
      PhiloxRandom random = RandomSource.of(1);
      int sums = cell.sums() * hidden;
      List<Tensor> inputs = new ArrayList<>();
      inputs.add(normal(random, layout.shape(batch, steps, sums)));
      inputs.add(normal(random, Shape.of(sums, hidden)).div(Math.sqrt(hidden)));
      for (int i = 0; i < cell.states(); i++) {
        inputs.add(normal(random, Shape.of(batch, hidden)));
      }
      if (extra) {
        inputs.add(normal(random, Shape.of(cell.extraRows(), hidden)));
      }
      return inputs;
    }

    Tensor[] fused(Traversal traversal, Tensor... inputs) {
      return Recurrence.of(cell, traversal, Inputs.of(cell.states(), inputs));
    }

    Tensor[] unrolled(Traversal traversal, Tensor... inputs) {
      return Unrolled.run(cell, traversal, Inputs.of(cell.states(), inputs));
    }
  }

  private static final List<Kind> KINDS =
      List.of(
          new Kind("tanh", new ElmanCell(new Tanh()), false),
          new Kind("relu", new ElmanCell(new Relu()), false),
          new Kind("lstm", new LstmCell(), false),
          new Kind("lstm with peepholes", new LstmCell(), true),
          new Kind("gru", new GruCell(), false),
          new Kind("gru with bias", new GruCell(), true));

  private static Tensor normal(PhiloxRandom random, Shape shape) {
    double[] values = new double[shape.elements()];
    random.fillGaussian(values, 0, values.length);
    return Tensor.of(values, shape);
  }

  private static List<Traversal> traversals(SequenceLayout layout, int... lengths) {
    Traversal whole = Traversal.of(layout);
    Traversal padded = whole.withLengths(Tensor.of(lengths));
    return List.of(whole, whole.reversed(), padded, padded.reversed());
  }

  private static String name(Kind kind, Traversal traversal) {
    return String.join(
        ", ",
        kind.name,
        traversal.layout().toString(),
        traversal.backwards() ? "backwards" : "forwards",
        traversal.lengths().isPresent() ? "padded" : "whole");
  }

  /** Returns the sum of all elements of the results, each with another weight. */
  private static Tensor weighted(Tensor... results) {
    Tensor sum = Tensor.zeros(results[0].dtype(), Shape.SCALAR);
    for (Tensor result : results) {
      double[] weights = new double[result.elements()];
      Arrays.setAll(weights, i -> 1 + Math.sin(i));
      Tensor weight = Tensor.of(weights, result.shape()).cast(result.dtype());
      sum = sum.add(result.mul(weight).sum());
    }
    return sum;
  }

  @TestFactory
  Stream<DynamicTest> gradientsAreThoseOfDifferences() {
    return KINDS.stream()
        .filter(kind -> !kind.name.equals("relu"))
        .flatMap(
            kind ->
                traversals(SequenceLayout.NTC, 3, 0, 1).stream()
                    .map(
                        traversal ->
                            dynamicTest(
                                name(kind, traversal), () -> checkGradients(kind, traversal))));
  }

  private static void checkGradients(Kind kind, Traversal traversal) {
    List<Tensor> inputs = kind.inputs(traversal.layout(), 3, 3, 2);
    GradCheck.of(in -> weighted(kind.fused(traversal, in)))
        .checkSecondOrder(inputs.toArray(Tensor[]::new));
  }

  @TestFactory
  Stream<DynamicTest> resultsAndGradientsAreThoseOfSingleSteps() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Kind kind : KINDS) {
      for (SequenceLayout layout : SequenceLayout.values()) {
        for (Traversal traversal : traversals(layout, 7, 3, 7, 1, 2, 0, 5, 7, 4)) {
          for (Kernels kernels : List.of(new ScalarKernels(), Backend.vector())) {
            tests.add(
                dynamicTest(
                    name(kind, traversal) + ", " + kernels.name(),
                    () -> with(kernels, 2, () -> compare(kind, traversal, 9, 7, 37))));
          }
        }
      }
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> rowsOfSeveralBuffersAreDone() {
    Traversal traversal = Traversal.of(SequenceLayout.NTC);
    return KINDS.stream()
        .map(kind -> dynamicTest(kind.name, () -> compare(kind, traversal, 5, 2, 530)));
  }

  private static boolean compare(Kind kind, Traversal traversal, int batch, int steps, int hidden) {
    List<Tensor> inputs = kind.inputs(traversal.layout(), batch, steps, hidden);
    List<Tensor> expected = run(kind, traversal, DType.FLOAT64, false, inputs);
    List<Tensor> doubles = run(kind, traversal, DType.FLOAT64, true, inputs);
    List<Tensor> floats = run(kind, traversal, DType.FLOAT32, true, inputs);
    for (int i = 0; i < expected.size(); i++) {
      double scale = expected.get(i).abs().max().item();
      assertTrue(doubles.get(i).isClose(expected.get(i), 0, 1e-12 * scale), "float64: " + i);
      assertTrue(
          floats.get(i).cast(DType.FLOAT64).isClose(expected.get(i), 0, 2e-5 * scale),
          "float32: " + i);
    }
    return true;
  }

  /** Returns the results, and the gradients by all inputs. */
  private static List<Tensor> run(
      Kind kind, Traversal traversal, DType dtype, boolean fused, List<Tensor> inputs) {
    Tensor[] leaves =
        inputs.stream().map(input -> input.cast(dtype).tracked()).toArray(Tensor[]::new);
    Tensor[] results = fused ? kind.fused(traversal, leaves) : kind.unrolled(traversal, leaves);
    List<Tensor> all = new ArrayList<>(List.of(results));
    Gradients gradients = weighted(results).backward();
    for (Tensor leaf : leaves) {
      all.add(gradients.of(leaf));
    }
    return all;
  }

  private static <T> T with(Kernels kernels, int threads, Supplier<T> body) {
    ThreadPool pool = ThreadPool.shared();
    int before = pool.threads();
    try (Backend.Use use = Backend.use(kernels)) {
      pool.setThreads(threads);
      return body.get();
    } finally {
      pool.setThreads(before);
    }
  }

  @TestFactory
  Stream<DynamicTest> bitsDoNotDependOnThreads() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Kind kind : KINDS) {
      for (Traversal traversal :
          traversals(SequenceLayout.NTC, 4, 3, 0, 1, 2, 0, 4, 3, 4, 1, 1, 2, 4)) {
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
          tests.add(
              dynamicTest(
                  name(kind, traversal) + ", " + dtype, () -> sameBits(kind, traversal, dtype)));
        }
      }
    }
    return tests.stream();
  }

  private static void sameBits(Kind kind, Traversal traversal, DType dtype) {
    sameBits(kind, traversal, dtype, kind.inputs(traversal.layout(), 13, 4, 40));
    if (traversal.lengths().isEmpty()) {
      sameBits(kind, traversal, dtype, kind.inputs(traversal.layout(), 13, 1, 40));
      sameBits(kind, traversal, dtype, kind.inputs(traversal.layout(), 1, 1, 40));
    }
  }

  private static void sameBits(Kind kind, Traversal traversal, DType dtype, List<Tensor> inputs) {
    for (Kernels kernels : List.of(new ScalarKernels(), Backend.vector())) {
      List<Tensor> expected = with(kernels, 1, () -> run(kind, traversal, dtype, true, inputs));
      for (int threads : List.of(2, 3)) {
        assertEquals(
            expected, with(kernels, threads, () -> run(kind, traversal, dtype, true, inputs)));
      }
    }
  }

  @Test
  void unusedResultsHaveNoGradient() {
    Kind lstm = KINDS.get(2);
    Traversal traversal = Traversal.of(SequenceLayout.TNC);
    Tensor[] leaves =
        lstm.inputs(SequenceLayout.TNC, 2, 3, 4).stream()
            .map(Tensor::tracked)
            .toArray(Tensor[]::new);
    Tensor[] fused = lstm.fused(traversal, leaves);
    Tensor[] unrolled = lstm.unrolled(traversal, leaves);
    for (int i = 0; i < fused.length; i++) {
      Gradients actual = Backward.of(fused[i].sum()).withRespectTo(leaves[1]).keepGraph().run();
      Gradients expected =
          Backward.of(unrolled[i].sum()).withRespectTo(leaves[1]).keepGraph().run();
      assertTrue(actual.of(leaves[1]).isClose(expected.of(leaves[1]), 1e-12, 1e-12));
    }
  }

  @Test
  void refusesThirdDerivatives() {
    Kind gru = KINDS.get(4);
    Tensor[] leaves =
        gru.inputs(SequenceLayout.NTC, 1, 2, 2).stream()
            .map(Tensor::tracked)
            .toArray(Tensor[]::new);
    Tensor result = weighted(gru.fused(Traversal.of(SequenceLayout.NTC), leaves));
    Tensor first = Backward.of(result).differentiable().run().of(leaves[0]).square().sum();
    Backward second = Backward.of(first).differentiable();

    assertEquals(
        "[gru-gradient] has no derivative here: expected at most two derivatives of a recurrence, got"
            + " a third. Hint: a cell that is written with operations on tensors has all.",
        assertThrows(UnsupportedOperationException.class, second::run).getMessage());
  }

  @Test
  void refusesWhatDoesNotFit() {
    Traversal traversal = Traversal.of(SequenceLayout.NTC);
    Tensor x = Tensor.zeros(2, 3, 8);
    Tensor weight = Tensor.zeros(8, 2);
    Tensor state = Tensor.zeros(2, 2);
    Tensor wide = Tensor.zeros(2, 3);
    Optional<Tensor> none = Optional.empty();

    assertEquals(
        "[lstm] the shapes do not fit: expected [(2, 3, 8), (8, 2), (2, 2), (2, 2)] of at least one"
            + " unit and one step, got [(2, 3, 8), (8, 2), (2, 3), (2, 2)].",
        assertThrows(
                ShapeException.class,
                () -> Recurrences.lstm(x, weight, wide, state, none, traversal))
            .getMessage());
    assertEquals(
        "[lstm] not a batch of sequences: expected (N, T, C), got (8, 2).",
        assertThrows(
                ShapeException.class,
                () -> Recurrences.lstm(weight, weight, state, state, none, traversal))
            .getMessage());
    Traversal tooLong = traversal.withLengths(Tensor.of(3, 4));
    assertEquals(
        "[lstm] a length is out of range: expected 0 to 3, got 4 of sample 1.",
        assertThrows(
                IllegalArgumentException.class,
                () -> Recurrences.lstm(x, weight, state, state, none, tooLong))
            .getMessage());
    Tensor doubles = state.cast(DType.FLOAT64);
    assertEquals(
        "[lstm] wrong element type: expected equal floating-point types (cast converts), got FLOAT32"
            + " and FLOAT64.",
        assertThrows(
                DTypeException.class,
                () -> Recurrences.lstm(x, weight, state, doubles, none, traversal))
            .getMessage());
    Square square = new Square();
    assertEquals(
        "[elman] the derivative of the function reads its input: expected one of its output, such as"
            + " that of tanh, got square.",
        assertThrows(
                IllegalArgumentException.class,
                () -> Recurrences.elman(x, weight, state, square, traversal))
            .getMessage());
  }

  @Test
  void runsAnyFunctionOfItsOwnOutput() {
    Tensor x = Tensor.of(new double[] {0.5, -1}, Shape.of(1, 2, 1));
    Tensor one = Tensor.ones(DType.FLOAT64, Shape.of(1, 1));
    // By hand: e^(0.5 + 1 · 1), then e^(−1 + e^1.5).
    double first = Math.exp(1.5);
    Tensor h = Recurrences.elman(x, one, one, new Exp(), Traversal.of(SequenceLayout.NTC)).output();

    assertTrue(
        h.isClose(Tensor.of(new double[] {first, Math.exp(first - 1)}, x.shape()), 1e-14, 0));
  }
}
