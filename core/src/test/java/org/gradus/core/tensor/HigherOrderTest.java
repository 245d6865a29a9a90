package org.gradus.core.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.gradus.core.elementwise.Elementwise;
import org.junit.jupiter.api.Test;

/** Derivatives of gradients, against closed forms. */
class HigherOrderTest {
  /** f = ½ xᵀ A x + Σ x³: ∇f = ½ (A + Aᵀ) x + 3x², H v = ½ (A + Aᵀ) v + 6 x v. */
  @Test
  void hessianVectorProduct() {
    Tensor a = Tensor.of(new double[][] {{2, 1, 0}, {3, -1, 4}, {0.5, 2, 1}});
    Tensor x = Tensor.of(1.0, -2.0, 0.5).tracked();
    Tensor v = Tensor.of(0.5, 1.0, -3.0);
    Tensor f = x.matmul(a).matmul(x).mul(0.5).add(x.pow(3).sum());
    Tensor gradient = Backward.of(f).differentiable().run().of(x);
    Tensor symmetric = a.add(a.transpose()).mul(0.5);
    Tensor expected = symmetric.matmul(x.detach()).add(x.detach().square().mul(3));
    assertTrue(gradient.detach().isClose(expected, 1e-14, 1e-14));
    Tensor product = gradient.mul(v).sum().backward().of(x);
    Tensor expectedProduct = symmetric.matmul(v).add(x.detach().mul(v).mul(6));
    assertTrue(product.isClose(expectedProduct, 1e-14, 1e-14));
  }

  /** f = Σ e^(c x): ∇f = c e^(c x), ‖∇f‖² = Σ c² e^(2 c x), whose gradient is 2 c³ e^(2 c x). */
  @Test
  void gradientOfTheSquaredNormOfTheGradient() {
    double c = 1.5;
    Tensor x = Tensor.of(-1.0, 0.0, 0.25).tracked();
    Tensor f = x.mul(c).exp().sum();
    Tensor norm = Backward.of(f).differentiable().run().of(x).square().sum();
    Tensor expected = x.detach().mul(2 * c).exp().mul(2 * c * c * c);
    assertTrue(norm.backward().of(x).isClose(expected, 1e-14, 0));
  }

  /** The derivatives of sin x are cos x, −sin x, −cos x, sin x, …. */
  @Test
  void derivativesOfAnyOrder() {
    Tensor x = Tensor.scalar(0.7).tracked();
    Tensor y = Elementwise.sin(x);
    for (int order = 1; order <= 6; order++) {
      y = Backward.of(y).differentiable().run().of(x);
      assertEquals(Math.sin(0.7 + order * Math.PI / 2), y.item(), 1e-14);
    }
  }

  @Test
  void differentiableGradientsOfOneInputOnly() {
    Tensor x = Tensor.scalar(3.0).tracked();
    Parameter w = Parameter.of(Tensor.scalar(2.0));
    Tensor slope =
        Backward.of(w.tensor().mul(x.square())).withRespectTo(x).differentiable().run().of(x);
    // d/dx = 2 w x; of its square, 4 w² x², the derivative by w is 8 w x².
    assertEquals(144, slope.square().backward().of(w).item());
  }
}
