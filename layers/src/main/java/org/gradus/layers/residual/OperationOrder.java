package org.gradus.layers.residual;

/**
 * The order of operations in a residual block, for layers W (linear maps or convolutions), a
 * normalizer N, if there is one, and an activation function a.
 *
 * <p>The letters are those of figure 11.5 of Prince, "Understanding deep learning", 2023.
 */
public enum OperationOrder {
  /**
   * Layer, normalizer, activation, for each layer; then the addition (a). With ReLU a block can
   * only add what is not negative.
   */
  ACTIVATION_LAST,
  /**
   * Normalizer, activation, layer, for each layer; then the addition (b; with several layers c).
   * The way past all blocks is free of everything. Before the first block there must be a layer, in
   * case that the input is all negative.
   *
   * <p>Source: He, Zhang, Ren and Sun, "Identity mappings in deep residual networks", 2016.
   */
  ACTIVATION_FIRST,
  /**
   * Layer, normalizer, activation, for each layer, but the last activation after the addition: y =
   * a(x + N(W a(N(W x)))).
   *
   * <p>Source: He, Zhang, Ren and Sun, "Deep residual learning for image recognition", 2016.
   */
  ADDITION_BEFORE_LAST_ACTIVATION
}
