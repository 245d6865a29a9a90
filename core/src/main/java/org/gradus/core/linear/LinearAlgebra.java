package org.gradus.core.linear;

import org.gradus.core.tensor.MatMul;
import org.gradus.core.tensor.Tensor;

/** Products of matrices and tensors. */
public final class LinearAlgebra {
  private LinearAlgebra() {}

  /** Returns a · b over the last two axes, as {@link Tensor#matmul}. */
  public static Tensor matmul(Tensor a, Tensor b) {
    return MatMul.of(a, b);
  }

  /**
   * Returns op(a) · op(b) over the last two axes, where op transposes if asked to, without moving
   * elements; axes before them broadcast.
   */
  public static Tensor matmul(Tensor a, Tensor b, boolean transposeA, boolean transposeB) {
    return MatMul.of(a, b, transposeA, transposeB);
  }

  /**
   * Returns x · Wᵀ + b over the last axis.
   *
   * @param x (…, in)
   * @param weight W, (out, in)
   * @param bias b, (out)
   * @return (…, out)
   */
  public static Tensor linear(Tensor x, Tensor weight, Tensor bias) {
    return LinearMap.of(x, weight, bias);
  }

  /** Returns x · Wᵀ over the last axis. */
  public static Tensor linear(Tensor x, Tensor weight) {
    return MatMul.of(x, weight, false, true);
  }

  /** Returns beta · c + alpha · a · b. */
  public static Tensor addMatmul(Tensor c, Tensor a, Tensor b, double beta, double alpha) {
    return c.mul(beta).add(a.matmul(b).mul(alpha));
  }

  /** Returns the outer product of two vectors, (m) and (n) to (m, n). */
  public static Tensor outer(Tensor a, Tensor b) {
    return a.unsqueeze(-1).mul(b.unsqueeze(0));
  }

  /**
   * Returns the Einstein sum of one or more tensors, such as {@code "bij,bjk->bik"}.
   *
   * <p>Letters name axes; a letter in several operands is multiplied along, one that is missing
   * from the result is summed over, one that repeats within an operand is its diagonal, and {@code
   * ...} stands for axes that broadcast. Without {@code ->} the result has the letters that occur
   * once, in alphabetical order. Operands are contracted from left to right, each pair by one
   * batched matrix product.
   *
   * @throws IllegalArgumentException if the equation is malformed
   * @throws org.gradus.core.tensor.ShapeException if operands do not fit it
   */
  public static Tensor einsum(String equation, Tensor... operands) {
    return Einsum.of(equation, operands);
  }
}
