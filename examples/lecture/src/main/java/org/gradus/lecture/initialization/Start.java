package org.gradus.lecture.initialization;

import java.util.function.ToDoubleFunction;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.FanMode;
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.initialization.He;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.initialization.Normal;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Module;

/**
 * A network of ReLUs with one input, one output, zero biases and random weights, and the laws of
 * its start.
 *
 * <p>With the variance σ² of the weights between a layer of D units and one of D′, mean squares
 * grow by ½ D σ² forward, and those of gradients by ½ D′ σ² backward (He, Zhang, Ren and Sun,
 * "Delving deep into rectifiers", 2015). These are means over all weights. Of one network the
 * growth scatters around them with the relative variance (1 + 2 / D′) (1 + 3 / (D + 2)) − 1
 * forward, which is 5 / D for equal sizes, and 5 / D backward (Hanin and Rolnick, "How to start
 * training", 2018): a sum of D′ squares of normal numbers, and the share of the sum of squares that
 * ReLU lets through.
 *
 * @param name of the start
 * @param weight draws the weights
 * @param variance their variance σ², by the sizes of the layers
 * @param widths the numbers of hidden units, layer by layer
 */
record Start(String name, Initializer weight, ToDoubleFunction<Fans> variance, int... widths) {
  /** Returns a start that has the same variance in all layers. */
  static Start of(String name, double variance, int... widths) {
    return new Start(name, new Normal(0, Math.sqrt(variance)), fans -> variance, widths);
  }

  /** Returns He's start by a fan. */
  static Start of(String name, FanMode mode, int... widths) {
    He he = He.normal().by(mode);
    return new Start(name, he, fans -> Math.pow(he.standardDeviation(fans), 2), widths);
  }

  int layers() {
    return widths.length;
  }

  /** Returns a network with weights of its own. */
  Module network(DType dtype, RandomSource random) {
    Module[] modules = new Module[2 * layers() + 1];
    for (int layer = 0; layer < layers(); layer++) {
      modules[2 * layer] = linear(widths[layer]);
      modules[2 * layer + 1] = new Relu();
    }
    modules[2 * layers()] = linear(1);
    Module network = Sequential.of(modules);
    Construction.of(dtype, random).build(network, Shape.of(1, 1));
    return network;
  }

  private Linear linear(int units) {
    return Linear.of(units).withWeight(weight).withBias(Constant.zeros());
  }

  /** Returns the growth of mean squares into a hidden layer, from the input or the layer before. */
  double forwardLaw(int layer) {
    return layer == 0 ? weightVariance(0) : 0.5 * width(layer - 1) * weightVariance(layer);
  }

  /** Returns the growth of gradients' mean squares into a hidden layer, from the one after it. */
  double backwardLaw(int layer) {
    return 0.5 * width(layer + 1) * weightVariance(layer + 1);
  }

  /** Returns the relative variance of the growth forward, over networks. */
  double forwardScatter(int layer) {
    double ofWeights = 2.0 / width(layer);
    double ofRelus = layer == 0 ? 0 : 3 / (width(layer - 1) + 2.0);
    return (1 + ofWeights) * (1 + ofRelus) - 1;
  }

  /** Returns the relative variance of the growth backward, over networks. */
  double backwardScatter(int layer) {
    return 5.0 / width(layer);
  }

  private double weightVariance(int layer) {
    return variance.applyAsDouble(Fans.of(Shape.of(width(layer), width(layer - 1))));
  }

  /** Returns the units of a layer; input and output, before the first and after the last, are 1. */
  private int width(int layer) {
    return layer < 0 || layer >= layers() ? 1 : widths[layer];
  }
}
