package org.gradus.conformance;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.indexing.Indexing.Sorted;
import org.gradus.core.linear.LinearAlgebra;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/** The family {@code tensor_ops}: arithmetic, reductions, shaping, indexing and products. */
final class TensorOps {
  private TensorOps() {}

  static Family family() {
    Operations operations = new Operations();
    arithmetic(operations);
    functions(operations);
    products(operations);
    reductions(operations);
    indexing(operations);
    shaping(operations);
    SecondOrder secondOrder = new SecondOrder();
    operations.one("gradient_penalty", SecondOrder::gradientPenalty);
    return (test, setting) -> {
      if (test.op().equals("second_order")) {
        secondOrder.check(test, setting);
      } else {
        operations.check(test, setting);
      }
    };
  }

  private static void arithmetic(Operations ops) {
    ops.binary("add", Tensor::add);
    ops.binary("sub", Tensor::sub);
    ops.binary("mul", Tensor::mul);
    ops.binary("div", Tensor::div);
    ops.binary("pow", Tensor::pow);
    ops.binary("maximum", Elementwise::maximum);
    ops.binary("minimum", Elementwise::minimum);
    ops.binary("atan2", Elementwise::atan2);
    ops.one("pow_scalar", in -> in.x().pow(in.number("exponent")));
    ops.one("lerp", in -> Elementwise.lerp(in.a(), in.b(), in.tensor("weight")));
    ops.unary("neg", Tensor::neg);
    ops.unary("used_twice", x -> x.mul(x.sum(0)).add(x.exp()));
  }

  private static void functions(Operations ops) {
    ops.unary("exp", Tensor::exp);
    ops.unary("log", Tensor::log);
    ops.unary("log1p", Elementwise::log1p);
    ops.unary("expm1", Elementwise::expm1);
    ops.unary("sqrt", Tensor::sqrt);
    ops.unary("rsqrt", Elementwise::rsqrt);
    ops.unary("log2", Elementwise::log2);
    ops.unary("log10", Elementwise::log10);
    ops.unary("exp2", Elementwise::exp2);
    ops.unary("reciprocal", Elementwise::reciprocal);
    ops.unary("abs", Tensor::abs);
    ops.unary("square", Tensor::square);
    ops.unary("erf", Elementwise::erf);
    ops.unary("erfc", Elementwise::erfc);
    ops.unary("erfinv", Elementwise::erfInverse);
    ops.unary("sin", Elementwise::sin);
    ops.unary("cos", Elementwise::cos);
    ops.unary("tan", Elementwise::tan);
    ops.unary("asin", Elementwise::asin);
    ops.unary("acos", Elementwise::acos);
    ops.unary("atan", Elementwise::atan);
    ops.unary("sinh", Elementwise::sinh);
    ops.unary("cosh", Elementwise::cosh);
    ops.unary("tanh", Tensor::tanh);
    ops.unary("asinh", Elementwise::asinh);
    ops.unary("atanh", Elementwise::atanh);
    ops.unary("lgamma", Elementwise::logGamma);
    ops.unary("sign", Elementwise::sign);
    ops.unary("floor", Elementwise::floor);
    ops.unary("ceil", Elementwise::ceil);
    ops.unary("round", Elementwise::round);
    ops.one("clamp", TensorOps::clamp);
  }

  private static Tensor clamp(Arguments in) {
    double low = in.number("min", Double.NEGATIVE_INFINITY);
    return Elementwise.clamp(in.x(), low, in.number("max", Double.POSITIVE_INFINITY));
  }

  private static void products(Operations ops) {
    ops.binary("matmul", Tensor::matmul);
    ops.binary("bmm", Tensor::matmul);
    ops.binary("matmul_chain", (a, b) -> a.matmul(b).matmul(a.transpose()));
    ops.one("baddbmm", TensorOps::addMatmul);
    ops.one("einsum", in -> LinearAlgebra.einsum(in.text("equation"), in.all()));
  }

  private static Tensor addMatmul(Arguments in) {
    double beta = in.number("beta");
    return LinearAlgebra.addMatmul(in.tensor("c"), in.a(), in.b(), beta, in.number("alpha"));
  }

  private static void reductions(Operations ops) {
    ops.one("sum", in -> Reductions.sum(in.x(), keep(in), dims(in)));
    ops.one("mean", in -> Reductions.mean(in.x(), keep(in), dims(in)));
    ops.one("logsumexp", in -> Reductions.logSumExp(in.x(), keep(in), dims(in)));
    ops.one("amax", in -> Reductions.max(in.x(), keep(in), dims(in)));
    ops.one("amin", in -> Reductions.min(in.x(), keep(in), dims(in)));
    ops.one("var", in -> Reductions.variance(in.x(), correction(in), keep(in), dims(in)));
    ops.one("std", in -> Reductions.standardDeviation(in.x(), correction(in), keep(in), dims(in)));
    ops.one("vector_norm", in -> Reductions.norm(in.x(), in.number("ord"), keep(in), dims(in)));
    ops.many(
        "max", in -> extremum(in, Reductions.max(in.x(), keep(in), dims(in)), Reductions::argmax));
    ops.many(
        "min", in -> extremum(in, Reductions.min(in.x(), keep(in), dims(in)), Reductions::argmin));
    ops.one("argmax", in -> position(in, Reductions::argmax));
    ops.one("argmin", in -> position(in, Reductions::argmin));
    ops.one("prod", TensorOps::product);
    ops.one("cumsum", in -> Reductions.cumulativeSum(in.x(), in.integer("dim")));
    ops.one("cumprod", in -> Reductions.cumulativeProduct(in.x(), in.integer("dim")));
    ops.one("logcumsumexp", in -> Reductions.logCumulativeSumExp(in.x(), in.integer("dim")));
    ops.one("normalize", TensorOps::normalize);
    ops.one("cosine_similarity", TensorOps::cosineSimilarity);
    ops.one("pairwise_distance", TensorOps::pairwiseDistance);
  }

  private static boolean keep(Arguments in) {
    return in.flag("keepdim");
  }

  private static int[] dims(Arguments in) {
    return in.integers("dim");
  }

  private static int correction(Arguments in) {
    return in.flag("unbiased") ? 1 : 0;
  }

  private static Map<String, Tensor> extremum(
      Arguments in, Tensor values, BiFunction<Tensor, Integer, Tensor> positions) {
    if (!in.has("dim")) {
      return Map.of("output", values);
    }
    return Map.of("values", values, "indices", position(in, positions));
  }

  private static Tensor position(Arguments in, BiFunction<Tensor, Integer, Tensor> f) {
    boolean keep = keep(in);
    if (!in.has("dim")) {
      return f.apply(in.x().reshape(-1), 0);
    }
    Tensor found = f.apply(in.x(), in.integer("dim"));
    return keep ? found.reshape(in.x().shape().reduced(true, in.integer("dim"))) : found;
  }

  private static Tensor product(Arguments in) {
    boolean keep = keep(in);
    return in.has("dim")
        ? Reductions.product(in.x(), keep, in.integer("dim"))
        : Reductions.product(in.x());
  }

  private static Tensor normalize(Arguments in) {
    return Reductions.normalize(in.x(), in.number("p"), in.integer("dim"), in.number("eps"));
  }

  private static Tensor cosineSimilarity(Arguments in) {
    return Reductions.cosineSimilarity(in.a(), in.b(), in.integer("dim"), in.number("eps"));
  }

  private static Tensor pairwiseDistance(Arguments in) {
    return Reductions.pairwiseDistance(in.a(), in.b(), in.number("p"), in.number("eps"));
  }

  private static void indexing(Operations ops) {
    ops.one("gather", in -> Indexing.gather(in.x(), in.integer("dim"), in.tensor("index")));
    ops.one("index_select", in -> Indexing.take(in.x(), in.tensor("index"), in.integer("dim")));
    ops.one("advanced_index", in -> Indexing.at(in.x(), in.tensor("rows"), in.tensor("columns")));
    ops.one("scatter_add", TensorOps::scatterAdd);
    ops.one("index_add", TensorOps::indexAdd);
    ops.one("masked_fill", TensorOps::maskedFill);
    ops.one("masked_fill_softmax", in -> Reductions.softmax(maskedFill(in), in.integer("dim")));
    ops.one("where", in -> Elementwise.where(in.tensor("condition"), in.a(), in.b()));
    ops.one("tril", in -> Indexing.lowerTriangle(in.x(), in.integer("diagonal")));
    ops.one("triu", in -> Indexing.upperTriangle(in.x(), in.integer("diagonal")));
    ops.many("sort", in -> sorted(Indexing.sort(in.x(), in.integer("dim"), in.flag("descending"))));
    ops.many("topk", TensorOps::topK);
  }

  private static Tensor scatterAdd(Arguments in) {
    return Indexing.scatterAdd(in.x(), in.integer("dim"), in.tensor("index"), in.tensor("src"));
  }

  private static Tensor indexAdd(Arguments in) {
    return Indexing.indexAdd(in.x(), in.integer("dim"), in.tensor("index"), in.tensor("src"));
  }

  private static Tensor maskedFill(Arguments in) {
    return Indexing.maskedFill(in.x(), in.tensor("mask"), in.number("value"));
  }

  private static Map<String, Tensor> sorted(Sorted sorted) {
    return Map.of("values", sorted.values(), "indices", sorted.indices());
  }

  private static Map<String, Tensor> topK(Arguments in) {
    if (!in.flag("sorted")) {
      throw new NotCoveredException("value", "sorted = false");
    }
    return sorted(Indexing.topK(in.x(), in.integer("k"), in.integer("dim"), in.flag("largest")));
  }

  private static void shaping(Operations ops) {
    ops.one("slice", TensorOps::slice);
    ops.one("select", in -> in.x().select(in.integer("dim"), in.integer("index")));
    ops.one("permute", in -> in.x().permute(in.integers("dims")));
    ops.one("transpose", in -> in.x().transpose(in.integer("dim0"), in.integer("dim1")));
    ops.one("reshape", TensorOps::reshape);
    ops.one(
        "flatten", in -> Shaping.flatten(in.x(), in.integer("start_dim"), in.integer("end_dim")));
    ops.one("squeeze", in -> in.x().squeeze(in.integer("dim")));
    ops.one("unsqueeze", in -> in.x().unsqueeze(in.integer("dim")));
    ops.one("expand", in -> in.x().expand(Shape.of(in.integers("size"))));
    ops.one("repeat", in -> Shaping.repeat(in.x(), in.integers("repeats")));
    ops.one(
        "repeat_interleave",
        in -> Shaping.repeatInterleave(in.x(), in.integer("repeats"), in.integer("dim")));
    ops.one("flip", in -> Shaping.flip(in.x(), in.integers("dims")));
    ops.one("roll", TensorOps::roll);
    ops.one("cat", in -> Shaping.concatenate(in.integer("dim"), in.all()));
    ops.one("stack", in -> Shaping.stack(in.integer("dim"), in.all()));
    ops.parts("split", TensorOps::split);
    ops.parts("chunk", in -> Shaping.chunk(in.x(), in.integer("chunks"), in.integer("dim")));
    ops.parts("unbind", in -> Shaping.unbind(in.x(), in.integer("dim")));
  }

  private static Tensor slice(Arguments in) {
    Tensor x = in.x();
    for (int axis = 0; axis < x.rank(); axis++) {
      int[] range = in.integers("slices", axis);
      x = Shaping.slice(x, axis, range[0], range[1], range[2]);
    }
    return x;
  }

  private static Tensor reshape(Arguments in) {
    Tensor x = in.has("dims") ? in.x().permute(in.integers("dims")) : in.x();
    return x.reshape(in.integers("shape"));
  }

  private static Tensor roll(Arguments in) {
    int[] shifts = in.integers("shifts");
    int[] axes = in.integers("dims");
    Tensor x = in.x();
    for (int i = 0; i < axes.length; i++) {
      x = Shaping.roll(x, shifts[i], axes[i]);
    }
    return x;
  }

  private static List<Tensor> split(Arguments in) {
    return in.isList("split_size")
        ? Shaping.split(in.x(), in.integers("split_size"), in.integer("dim"))
        : Shaping.split(in.x(), in.integer("split_size"), in.integer("dim"));
  }
}
