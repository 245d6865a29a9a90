package org.gradus.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.linear.LinearAlgebra;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.Backward;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/**
 * The cases {@code second_order}: a scalar function, its gradients, the product of its Hessian with
 * given vectors, and the gradient of the squared norm of its gradient.
 */
final class SecondOrder implements Family {
  private final Map<String, Function<Arguments, Tensor>> functions = new LinkedHashMap<>();

  SecondOrder() {
    functions.put("tanh_mlp", in -> meanSquare(in, Tensor::tanh));
    functions.put("softplus_mlp", in -> meanSquare(in, Elementwise::softplus));
    functions.put("sigmoid_mlp", in -> meanSquare(in, Tensor::sigmoid));
    functions.put("gelu_mlp", in -> meanSquare(in, SecondOrder::gelu));
    functions.put("silu_mlp", in -> meanSquare(in, x -> x.mul(x.sigmoid())));
    functions.put("sigmoid", in -> in.x().sigmoid().mul(in.tensor("w")).sum());
    functions.put("matmul", in -> in.a().matmul(in.b()).pow(3).sum().div(3));
    functions.put("bmm", in -> in.a().matmul(in.b()).tanh().sum());
    functions.put("log_softmax_cross_entropy", SecondOrder::crossEntropy);
    functions.put("softmax", in -> Reductions.softmax(in.x(), 1).mul(in.tensor("w")).sum());
    functions.put("layer_norm", SecondOrder::layerNorm);
    functions.put("division", in -> in.a().div(in.b()).sum());
    functions.put("exp_log", in -> in.x().exp().mul(in.tensor("y").log()).sum());
    functions.put("power", in -> in.x().pow(in.tensor("y")).sum());
    functions.put("indexing", SecondOrder::indexing);
    functions.put("conv2d", SecondOrder::convolution);
  }

  @Override
  public void check(ReferenceCase test, Setting setting) {
    DType dtype = setting.dtype();
    Arguments in = new Arguments(test, dtype);
    Function<Arguments, Tensor> function = functions.get(in.text("function"));
    if (function == null) {
      throw new NotCoveredException("function", in.text("function"));
    }
    Tensor y = function.apply(in);
    in.describes("formula");
    in.requireAllRead();
    test.check("output", Map.of("output", y), dtype);
    Gradients first = Backward.of(y).differentiable().run();
    Operations.checkGradients(test, "inputs", in, first);
    Operations.checkGradients(test, "params", in, first);

    Tensor alongVectors = Tensor.zeros(dtype, Shape.SCALAR);
    Tensor squaredNorm = Tensor.zeros(dtype, Shape.SCALAR);
    Map<String, Expected> vectors = test.given("vectors");
    for (Map.Entry<String, Expected> vector : vectors.entrySet()) {
      Tensor gradient = first.of(in.tensor(vector.getKey()));
      alongVectors = alongVectors.add(gradient.mul(vector.getValue().tensor(dtype)).sum());
      squaredNorm = squaredNorm.add(gradient.square().sum());
    }
    test.check("hvp", second(alongVectors, in, vectors), dtype);
    test.check("grad_sq_norm", Map.of("grad_sq_norm", squaredNorm), dtype);
    test.check("grad_of_grad_sq_norm", second(squaredNorm, in, vectors), dtype);
  }

  private static Map<String, Tensor> second(Tensor y, Arguments in, Map<String, Expected> by) {
    Gradients gradients = Backward.of(y).keepGraph().run();
    Map<String, Tensor> named = new LinkedHashMap<>();
    by.keySet().forEach(name -> named.put(name, gradients.of(in.tensor(name))));
    return named;
  }

  /** Returns the mean over samples of (|d critic(x)/dx| − 1)², differentiable. */
  static Tensor gradientPenalty(Arguments in) {
    in.describes("formula");
    Tensor x = in.x();
    Tensor scores = network(in, Tensor::tanh);
    Tensor slope = Backward.of(scores.sum()).withRespectTo(x).differentiable().run().of(x);
    return Reductions.norm(slope, 2, false, 1).sub(1).square().mean();
  }

  private static Tensor network(Arguments in, UnaryOperator<Tensor> activation) {
    Tensor hidden = LinearAlgebra.linear(in.x(), in.tensor("W1"), in.tensor("b1"));
    return LinearAlgebra.linear(activation.apply(hidden), in.tensor("W2"), in.tensor("b2"));
  }

  private static Tensor meanSquare(Arguments in, UnaryOperator<Tensor> activation) {
    return network(in, activation).sub(in.tensor("y")).square().mean();
  }

  /** Returns x Φ(x), Φ being the distribution function of the normal distribution. */
  private static Tensor gelu(Tensor x) {
    return x.mul(Elementwise.erfc(x.mul(-Math.sqrt(0.5)))).mul(0.5);
  }

  private static Tensor crossEntropy(Arguments in) {
    Tensor logits = LinearAlgebra.linear(in.x(), in.tensor("W"), in.tensor("b"));
    Tensor target = in.tensor("target").unsqueeze(1);
    return Indexing.gather(Reductions.logSoftmax(logits, 1), 1, target).mean().neg();
  }

  private static Tensor layerNorm(Arguments in) {
    Tensor x = in.x();
    Tensor centered = x.sub(Reductions.mean(x, true, -1));
    Tensor variance = Reductions.variance(x, 0, true, -1);
    Tensor normal = centered.mul(Elementwise.rsqrt(variance.add(1e-5)));
    return normal.mul(in.tensor("weight")).add(in.tensor("bias")).mul(in.tensor("w")).sum();
  }

  private static Tensor indexing(Arguments in) {
    Tensor chosen = Indexing.take(in.x(), in.tensor("index"), 0);
    return chosen.tanh().mul(chosen.sum()).sum();
  }

  /** Returns Σ tanh(conv2d(x, W, b, padding 1)): a matrix product for each place of the kernel. */
  private static Tensor convolution(Arguments in) {
    Tensor weight = in.tensor("W");
    int[] around = {0, 0, 1, 1};
    Tensor x = Shaping.pad(in.x(), around, around, 0);
    int rows = x.size(2) - weight.size(2) + 1;
    int columns = x.size(3) - weight.size(3) + 1;
    Tensor y = in.tensor("b").reshape(-1, 1, 1);
    for (int i = 0; i < weight.size(2); i++) {
      for (int j = 0; j < weight.size(3); j++) {
        Tensor window = x.slice(2, i, i + rows).slice(3, j, j + columns);
        Tensor tap = weight.select(3, j).select(2, i);
        y = y.add(LinearAlgebra.einsum("nchw,oc->nohw", window, tap));
      }
    }
    return y.tanh().sum();
  }
}
