package org.gradus.examples.benchmarks.workloads;

import org.gradus.core.optimizer.Sgd;
import org.gradus.core.plugin.Plugins;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.convolution.Convolution;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;
import org.gradus.layers.pooling.MaxPooling;
import org.gradus.layers.residual.CifarResNet;
import org.gradus.layers.shaping.Flatten;
import org.gradus.optimizers.rule.Adam;

/** Networks for images. */
final class ConvolutionalNetworks {
  private ConvolutionalNetworks() {}

  /** Two convolutions of 5×5 with pooling and two linear layers; 128 images of 1×28×28, Adam. */
  static Workload lenet() {
    Module network =
        Sequential.of(
            Convolution.of(32, 5, 5).withPadding(2),
            new Relu(),
            MaxPooling.of(2, 2),
            Convolution.of(64, 5, 5).withPadding(2),
            new Relu(),
            MaxPooling.of(2, 2),
            new Flatten(),
            Linear.of(512),
            new Relu(),
            Linear.of(10));
    return Training.of(WorkloadData.greyImages(), network, 1e-3, new Adam());
  }

  /** The ResNet-20 for CIFAR of He et al. 2016; 128 images of 3×32×32, SGD with momentum. */
  static Workload resnet20() {
    Module network = CifarResNet.ofDepth(20).create(Plugins.load());
    return Training.of(
        WorkloadData.colourImages(), network, 0.1, Sgd.withMomentum(0.9).withWeightDecay(1e-4));
  }
}
