package org.gradus.core.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.Kernels;
import org.gradus.core.internal.kernels.ScalarKernels;
import org.gradus.core.internal.parallel.ThreadPool;
import org.gradus.core.linear.LinearAlgebra;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.shaping.Shaping;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Results and gradients have the same bits for every number of threads and in every run, at sizes
 * that are cut into several pieces.
 */
class ThreadsTest {
  private static final Tensor LONG = Shapes.normal(DType.FLOAT64, Shape.of(100_003), 1);
  private static final Tensor WIDE = Shapes.normal(DType.FLOAT64, Shape.of(7, 20_011), 2);
  private static final Tensor TALL = Shapes.normal(DType.FLOAT64, Shape.of(20_011, 7), 3);
  private static final Tensor ROW = Shapes.normal(DType.FLOAT64, Shape.of(7), 4);
  private static final Tensor CUBE = Shapes.normal(DType.FLOAT64, Shape.of(50, 60, 40), 5);
  private static final Tensor SQUARE = Shapes.normal(DType.FLOAT64, Shape.of(300, 300), 6);

  private final Map<String, Case> cases = new LinkedHashMap<>();

  private record Case(Function<Tensor[], Tensor> f, Tensor... inputs) {
    /** Returns the result, then the gradients of its weighted sum. */
    List<Tensor> run(DType dtype) {
      Tensor[] leaves = new Tensor[inputs.length];
      for (int i = 0; i < leaves.length; i++) {
        leaves[i] = inputs[i].cast(dtype).tracked();
      }
      Tensor y = f.apply(leaves);
      List<Tensor> results = new ArrayList<>(List.of(y));
      Gradients gradients = Backward.of(y).from(y.detach()).run();
      for (Tensor leaf : leaves) {
        results.add(gradients.of(leaf));
      }
      return results;
    }
  }

  private void some(String name, Function<Tensor[], Tensor> f, Tensor... inputs) {
    cases.put(name, new Case(f, inputs));
  }

  ThreadsTest() {
    some("pointwise", in -> in[0].tanh().mul(in[0].exp()).add(Elementwise.erf(in[0])), LONG);
    some("binary", in -> in[0].mul(in[1]).sub(in[1].square()), WIDE, WIDE.add(1));
    some("rows broadcast", in -> in[0].mul(in[1]).add(in[1]), TALL, ROW);
    some("columns broadcast", in -> in[0].mul(in[1]), WIDE, ROW.unsqueeze(1));
    some("scalar broadcast", in -> in[0].mul(in[1]), LONG, Tensor.scalar(0.7));
    some("where", in -> Elementwise.where(in[0].gt(in[1]), in[0], in[1]), LONG, LONG.neg());
    some("sum", in -> in[0].sum(), LONG);
    some("sum of rows", in -> in[0].sum(0), TALL);
    some("sum of lines", in -> in[0].sum(1), WIDE);
    some("sum of outer axes", in -> in[0].sum(0, 2), CUBE);
    some("mean of the middle", in -> in[0].mean(1), CUBE);
    some("variance", in -> Reductions.variance(in[0], 1, true, 0), TALL);
    some("max", in -> in[0].max(), LONG);
    some("max of rows", in -> in[0].max(0), TALL);
    some("min of lines", in -> in[0].min(1), WIDE);
    some("norm", in -> Reductions.norm(in[0], 2, false), LONG);
    some("softmax", in -> Reductions.softmax(in[0], 1), WIDE);
    some("softmax of many", in -> Reductions.softmax(in[0], 1), TALL);
    some("log-softmax", in -> Reductions.logSoftmax(in[0], 1), TALL);
    some("log-sum-exp", in -> Reductions.logSumExp(in[0], false, 0), TALL);
    some("running sums", in -> Reductions.cumulativeSum(in[0], 0), LONG);
    some("permute", in -> in[0].permute(2, 0, 1), CUBE);
    some("concatenate", in -> Shaping.concatenate(1, in), WIDE, WIDE.neg());
    some("take", in -> Indexing.take(in[0], Tensor.of(3, 3, 0, 6), 0), WIDE);
    some("matrix product", in -> in[0].matmul(in[1]), SQUARE, SQUARE.transpose());
    some("product of a batch", in -> in[0].matmul(in[0].transpose()), CUBE);
    some("linear", in -> LinearAlgebra.linear(in[0], in[1], in[2]), TALL, WIDE.slice(1, 0, 7), ROW);
    some("einsum", in -> LinearAlgebra.einsum("abc,abd->cd", in[0], in[0]), CUBE);
  }

  @TestFactory
  Stream<DynamicTest> sameBits() {
    return Stream.of(new ScalarKernels(), Backend.vector())
        .flatMap(
            kernels ->
                Stream.of(DType.FLOAT32, DType.FLOAT64)
                    .flatMap(dtype -> cases.keySet().stream().map(n -> test(n, kernels, dtype))));
  }

  private DynamicTest test(String name, Kernels kernels, DType dtype) {
    return dynamicTest(
        name + "/" + dtype + "/" + kernels.name(),
        () -> {
          List<Tensor> expected = run(1, kernels, () -> cases.get(name).run(dtype));
          for (int threads : new int[] {1, 2, 3, 5}) {
            assertEquals(expected, run(threads, kernels, () -> cases.get(name).run(dtype)));
          }
        });
  }

  private static <T> T run(int threads, Kernels kernels, Supplier<T> body) {
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
  Stream<DynamicTest> sameBitsOfTraining() {
    return Stream.of(new ScalarKernels(), Backend.vector())
        .map(
            kernels ->
                dynamicTest(
                    "training/" + kernels.name(),
                    () -> {
                      Tensor expected = run(1, kernels, ThreadsTest::trained);
                      for (int threads : new int[] {1, 2, 3, 5}) {
                        assertEquals(expected, run(threads, kernels, ThreadsTest::trained));
                      }
                    }));
  }

  private static Tensor trained() {
    Parameter weight = Parameter.of(SQUARE.cast(DType.FLOAT32).mul(0.05));
    Tensor x = SQUARE.cast(DType.FLOAT32);
    Optimizer optimizer = Optimizer.of(Map.of("weight", weight), 1e-3, Sgd.withMomentum(0.9));
    for (int step = 0; step < 3; step++) {
      Tensor y = LinearAlgebra.linear(x, weight.tensor()).tanh();
      optimizer.step(y.sub(x).square().mean().backward());
    }
    return weight.tensor().detach();
  }
}
