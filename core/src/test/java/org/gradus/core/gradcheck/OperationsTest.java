package org.gradus.core.gradcheck;

import static org.gradus.core.tensor.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.linear.LinearAlgebra;
import org.gradus.core.pointwise.Softplus;
import org.gradus.core.pointwise.Tanh;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every operation's gradients and second derivatives against differences, at smooth points. */
class OperationsTest {
  /** Within (0, 1), none equal, for all domains. */
  private static final Tensor X = Tensor.of(new double[][] {{0.2, 0.7, 0.45}, {0.9, 0.3, 0.6}});

  private static final Tensor Y = Tensor.of(new double[][] {{1.3, -0.4, 0.8}, {0.5, 1.1, -0.7}});
  private static final Tensor ROW = Tensor.of(0.85, 1.2, 0.35);
  private static final Tensor COLUMN = Tensor.of(new double[][] {{1.4}, {0.55}});
  private static final Tensor CUBE = cube();
  private static final Tensor MASK = Tensor.of(new int[][] {{1, 0, 1}, {0, 0, 1}});
  private static final Tensor INDEX = Tensor.of(1, 0, 1);

  private final Map<String, Case> cases = new LinkedHashMap<>();

  private record Case(Function<Tensor[], Tensor> f, Tensor... inputs) {}

  private static Tensor cube() {
    double[] values = new double[12];
    Arrays.setAll(values, i -> 0.3 + 0.61803 * i % 1);
    return Tensor.of(values, Shape.of(2, 2, 3));
  }

  private void one(String name, Function<Tensor, Tensor> f) {
    cases.put(name, new Case(in -> f.apply(in[0]), X));
  }

  private void some(String name, Function<Tensor[], Tensor> f, Tensor... inputs) {
    cases.put(name, new Case(f, inputs));
  }

  OperationsTest() {
    arithmetic();
    functions();
    reductions();
    shaping();
    indexing();
    products();
  }

  private void arithmetic() {
    for (Tensor other : List.of(Y, ROW, COLUMN, Tensor.scalar(0.8))) {
      String by = " " + other.shape();
      some("add" + by, in -> in[0].add(in[1]).square(), X, other);
      some("sub" + by, in -> in[0].sub(in[1]).square(), X, other);
      some("mul" + by, in -> in[0].mul(in[1]), X, other);
      some("div" + by, in -> in[1].div(in[0]), X, other);
      some("pow" + by, in -> in[0].pow(in[1]), X, other);
      some("maximum" + by, in -> Elementwise.maximum(in[0], in[1]).square(), X, other);
      some("minimum" + by, in -> Elementwise.minimum(in[0], in[1]).square(), X, other);
      some("atan2" + by, in -> Elementwise.atan2(in[0], in[1]), X, other);
    }
    one("numbers", x -> x.add(1).mul(3).sub(0.5).div(2).neg().square());
    one("pow 2.5", x -> x.pow(2.5));
    one("pow -1", x -> x.pow(-1));
    some("lerp", in -> Elementwise.lerp(in[0], in[1], in[2]), X, Y, ROW);
    some("where", in -> Elementwise.where(in[2], in[0], in[1]).square(), X, ROW, MASK);
    one("gated rows", x -> Elementwise.gated(x, 0, new Tanh()));
    some("gated columns", in -> Elementwise.gated(in[0], -2, new Softplus()).square(), CUBE);
    one("clamp", x -> Elementwise.clamp(x, 0.25, 0.65).square());
  }

  private void functions() {
    one("square", Tensor::square);
    one("sqrt", Tensor::sqrt);
    one("abs", x -> x.sub(0.5).abs().square());
    one("exp", Tensor::exp);
    one("log", Tensor::log);
    one("tanh", Tensor::tanh);
    one("sigmoid", Tensor::sigmoid);
    one("relu", x -> x.sub(0.5).relu().square());
    one("expm1", Elementwise::expm1);
    one("exp2", Elementwise::exp2);
    one("log1p", Elementwise::log1p);
    one("log2", Elementwise::log2);
    one("log10", Elementwise::log10);
    one("rsqrt", Elementwise::rsqrt);
    one("reciprocal", Elementwise::reciprocal);
    one("sign", Elementwise::sign);
    one("floor", Elementwise::floor);
    one("ceil", Elementwise::ceil);
    one("round", x -> Elementwise.round(x.mul(1.4)));
    one("sin", Elementwise::sin);
    one("cos", Elementwise::cos);
    one("tan", Elementwise::tan);
    one("asin", Elementwise::asin);
    one("acos", Elementwise::acos);
    one("atan", Elementwise::atan);
    one("sinh", Elementwise::sinh);
    one("cosh", Elementwise::cosh);
    one("asinh", Elementwise::asinh);
    one("acosh", x -> Elementwise.acosh(x.add(1)));
    one("atanh", Elementwise::atanh);
    one("erf", Elementwise::erf);
    one("erfc", Elementwise::erfc);
    one("erfInverse", Elementwise::erfInverse);
    one("logGamma", x -> Elementwise.logGamma(x.add(0.5)));
    one("softplus", x -> Elementwise.softplus(x.sub(0.5).mul(4)));
  }

  private void reductions() {
    one("sum", x -> Reductions.sum(x.exp(), false, 0));
    one("sum of all", x -> x.exp().sum());
    some("sum of outer axes", in -> Reductions.sum(in[0].exp(), true, 0, 2), CUBE);
    one("mean", x -> Reductions.mean(x.exp(), true, 1));
    one("variance", x -> Reductions.variance(x, 1, false, 0));
    one("standardDeviation", x -> Reductions.standardDeviation(x, 0, true, 1));
    one("max", x -> Reductions.max(x, false, 1).square());
    one("min", x -> Reductions.min(x, true, 0).square());
    one("logSumExp", x -> Reductions.logSumExp(x.mul(3), false, 1));
    some("logSumExp of outer axes", in -> Reductions.logSumExp(in[0], true, 0, 2), CUBE);
    one("product", x -> Reductions.product(x, false, 1));
    one("product of all", x -> Reductions.product(x));
    some("product with zeros", in -> Reductions.product(in[0]), Tensor.of(0.5, 0, 2));
    one("cumulativeSum", x -> Reductions.cumulativeSum(x.square(), 1));
    one("cumulativeProduct", x -> Reductions.cumulativeProduct(x, 0));
    one("logCumulativeSumExp", x -> Reductions.logCumulativeSumExp(x, 1));
    for (double p : new double[] {0.5, 1, 2, 3, Double.POSITIVE_INFINITY, 0}) {
      some("norm " + p, in -> Reductions.norm(in[0], p, false, 1).square(), Y);
    }
    one("norm -Infinity", x -> Reductions.norm(x, Double.NEGATIVE_INFINITY, true, 0).square());
    some("normalize", in -> Reductions.normalize(in[0], 2, 1, 1e-12), Y);
    some("cosineSimilarity", in -> Reductions.cosineSimilarity(in[0], in[1], 1, 1e-8), X, Y);
    some("pairwiseDistance", in -> Reductions.pairwiseDistance(in[0], in[1], 2, 1e-6), X, Y);
    one("softmax", x -> Reductions.softmax(x.mul(3), 1));
    one("softmax of the first axis", x -> Reductions.softmax(x, 0));
    one("logSoftmax", x -> Reductions.logSoftmax(x.mul(3), 0));
  }

  private void shaping() {
    one("reshape", x -> x.reshape(3, 2).square());
    one("transpose", x -> x.transpose().square());
    some("permute", in -> in[0].permute(2, 0, 1).square(), CUBE);
    some("expand", in -> in[0].expand(Shape.of(4, 2, 3)).square(), COLUMN);
    one("unsqueeze", x -> x.unsqueeze(1).squeeze(1).square());
    one("cast", x -> x.cast(DType.FLOAT64).square());
    one("slice", x -> Shaping.slice(x, 1, 0, 3, 2).square());
    one("select", x -> x.select(0, -1).square());
    some("concatenate", in -> Shaping.concatenate(-1, in).square(), X, COLUMN, Y);
    some("stack", in -> Shaping.stack(1, in).square(), X, Y);
    one("split", x -> Shaping.split(x, new int[] {1, 2}, 1).get(1).square());
    one("chunk", x -> Shaping.chunk(x, 2, 1).get(0).square());
    one("unbind", x -> Shaping.unbind(x, 1).get(2).square());
    one("flip", x -> Shaping.flip(x, 1).square());
    one("roll", x -> Shaping.roll(x, -2, 1).square());
    one("pad", x -> Shaping.pad(x, new int[] {1, 0}, new int[] {0, 2}, 3).square());
    one("repeat", x -> Shaping.repeat(x, 2, 1, 3).square());
    one("repeatInterleave", x -> Shaping.repeatInterleave(x, 2, 1).square());
    some("flatten", in -> Shaping.flatten(in[0], 1, -1).square(), CUBE);
  }

  private void indexing() {
    some("lookup", in -> Indexing.lookup(in[0], INDEX, -1, false).square(), X);
    one("take", x -> Indexing.take(x, INDEX, 0).square());
    one("gather", x -> Indexing.gather(x, 1, Tensor.of(new int[][] {{2, 2}, {0, 1}})).square());
    some("scatterAdd", in -> Indexing.scatterAdd(in[0], 0, MASK, in[1]).square(), X, Y);
    some("indexAdd", in -> Indexing.indexAdd(in[0], 1, INDEX, in[1]).square(), X, Y);
    one("at", x -> Indexing.at(x, INDEX, Tensor.of(2, 0, 2)).square());
    one("maskedFill", x -> Indexing.maskedFill(x, MASK, 2).square());
    one("sort", x -> Indexing.sort(x, 1, true).values().mul(ROW).square());
    one("topK", x -> Indexing.topK(x, 2, 1, false).values().square());
    one("lowerTriangle", x -> Indexing.lowerTriangle(x, 0).square());
    one("upperTriangle", x -> Indexing.upperTriangle(x, 1).square());
    some("diagonal", in -> Indexing.diagonal(in[0], 0, 1).square(), CUBE);
  }

  private void products() {
    Tensor square = Tensor.of(new double[][] {{0.5, -0.2}, {0.9, 0.4}});
    some("matmul", in -> LinearAlgebra.matmul(in[0], in[1]), square, X);
    some("matmul ab", in -> transposed(in, false, false), X, Y.transpose());
    some("matmul aᵀb", in -> transposed(in, true, false), X, Y);
    some("matmul abᵀ", in -> transposed(in, false, true), X, Y);
    some("matmul aᵀbᵀ", in -> transposed(in, true, true), X, square);
    some("matmul of vectors", in -> in[0].matmul(in[1]).square(), ROW, ROW.mul(2));
    some("matmul of a batch", in -> in[0].matmul(in[1]), CUBE, X.transpose());
    some("matmul broadcast", in -> in[0].matmul(in[1]), X.transpose(), CUBE);
    some(
        "linear",
        in -> LinearAlgebra.linear(in[0], in[1], in[2]).square(),
        CUBE,
        X,
        Tensor.of(0.5, -1));
    some("linear without bias", in -> LinearAlgebra.linear(in[0], in[1]).square(), CUBE, X);
    some(
        "addMatmul",
        in -> LinearAlgebra.addMatmul(in[0], in[1], in[2], 0.5, 2),
        square,
        X,
        Y.transpose());
    some("outer", in -> LinearAlgebra.outer(in[0], in[1]), ROW, Tensor.of(0.5, -1));
    for (String equation : List.of("ij,kj->ik", "ij,ij->", "ij,kl->jk", "ij,ij->ji")) {
      some("einsum " + equation, in -> LinearAlgebra.einsum(equation, in[0], in[1]), X, Y);
    }
    some(
        "einsum of three",
        in -> LinearAlgebra.einsum("bi,oij,bj->bo", in),
        X,
        CUBE.reshape(2, 3, 2),
        square);
    some("einsum trace", in -> LinearAlgebra.einsum("ii->i", in).square(), square);
  }

  private static Tensor transposed(Tensor[] in, boolean a, boolean b) {
    return LinearAlgebra.matmul(in[0], in[1], a, b).square();
  }

  @TestFactory
  Stream<DynamicTest> gradientsAndSecondDerivatives() {
    return cases.entrySet().stream()
        .map(
            entry ->
                dynamicTest(
                    entry.getKey(),
                    () ->
                        GradCheck.of(entry.getValue().f())
                            .checkSecondOrder(entry.getValue().inputs())));
  }

  /** Second derivatives of ln Γ end with trigamma, so that digamma has a gradient and no more. */
  @Test
  void derivativesOfLogGammaEndWithTrigamma() {
    GradCheck.of(in -> Elementwise.digamma(in[0].add(0.5))).check(X);
    Tensor x = X.tracked();
    Tensor y = Elementwise.trigamma(x).sum();
    assertRefused(
        UnsupportedOperationException.class,
        "[trigamma] has no derivative here: expected at most two derivatives of log-gamma, got a"
            + " third. Hint: detach the input of trigamma if its gradient is not wanted.",
        y::backward);
  }

  /** What is added to a facade is added here, too. */
  @Test
  void everyFacadeIsCovered() {
    Set<String> covered =
        cases.keySet().stream().map(name -> name.split(" ", 2)[0]).collect(Collectors.toSet());
    Set<String> missing = new TreeSet<>();
    for (Class<?> facade :
        List.of(
            Elementwise.class,
            Reductions.class,
            Shaping.class,
            Indexing.class,
            LinearAlgebra.class)) {
      for (Method method : facade.getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers()) && !covered.contains(method.getName())) {
          missing.add(method.getName());
        }
      }
    }
    // Integers, and what the test above says.
    missing.removeAll(Set.of("argmax", "argmin", "oneHot"));
    missing.removeAll(Set.of("digamma", "trigamma"));
    assertEquals(Set.of(), missing);
  }
}
