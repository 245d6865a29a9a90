package org.gradus.lecture.residual;

import java.util.List;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.layers.module.Module;
import org.gradus.layers.residual.CifarResNet;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Lab;

/** The networks of He, Zhang, Ren and Sun (2016), figure 6, that are compared on CIFAR-10. */
final class CifarNetworks {
  /** Plain of 20 and of 56 layers, and residual of 56 and of 20. */
  static final List<CifarResNet> ALL =
      List.of(
          CifarResNet.ofDepth(20).plain(),
          CifarResNet.ofDepth(56).plain(),
          CifarResNet.ofDepth(56),
          CifarResNet.ofDepth(20));

  private CifarNetworks() {}

  /** Returns what pictures and claims call a network. */
  static String label(CifarResNet design) {
    boolean plain = design.connections() == CifarResNet.Connections.PLAIN;
    return "%s layers, %s".formatted(design.depth(), plain ? "plain" : "residual");
  }

  /** Claims the sizes of the networks, which are the same with shortcuts and without. */
  static void claimParameters(Lab lab) {
    for (CifarResNet design : ALL) {
      Module network = design.create(Plugins.load());
      network.build(Shape.of(1, 3, 32, 32), RandomSource.of(lab.seed()));
      int parameters =
          network.parameters().values().stream().mapToInt(p -> p.shape().elements()).sum();
      lab.claim(
          Claim.equal(
              "parameters (millions): " + label(design),
              parameters * 1e-6,
              design.depth() == 20 ? 0.27 : 0.85,
              "He et al. 2016, table 6",
              0.005));
    }
  }
}
