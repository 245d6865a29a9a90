package org.gradus.regularization;

import java.util.List;
import java.util.function.Function;
import org.gradus.core.plugin.Component;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.ModuleProvider;
import org.gradus.regularization.dropout.AlphaDropout;
import org.gradus.regularization.dropout.DropConnect;
import org.gradus.regularization.dropout.Dropout;
import org.gradus.regularization.dropout.FeatureAlphaDropout;
import org.gradus.regularization.dropout.GaussianDropout;
import org.gradus.regularization.dropout.GaussianNoise;
import org.gradus.regularization.dropout.RandomLayer;
import org.gradus.regularization.dropout.SpatialDropout;
import org.gradus.regularization.dropout.StochasticDepth;
import org.gradus.regularization.ensemble.Ensemble;

/** Lists this library's modules that regularize. Found by the registry; nobody else needs it. */
public final class GradusRegularizingModules implements ModuleProvider {
  /** Creates the provider. */
  public GradusRegularizingModules() {}

  @Override
  public String namespace() {
    return "gradus";
  }

  @Override
  public List<Component<? extends Module, ?>> components() {
    return List.of(
        random("alpha-dropout", AlphaDropout.class),
        Component.composite("drop-connect", DropConnect.Config.class, DropConnect::of),
        random("dropout", Dropout.class),
        Component.composite("ensemble", Ensemble.Config.class, Ensemble::of),
        random("feature-alpha-dropout", FeatureAlphaDropout.class),
        random("gaussian-dropout", GaussianDropout.class),
        random("gaussian-noise", GaussianNoise.class),
        random("spatial-dropout", SpatialDropout.class),
        random("stochastic-depth", StochasticDepth.class));
  }

  private static <R extends Record & RandomLayer> Component<R, R> random(
      String name, Class<R> type) {
    return Component.of(name, type, Function.identity());
  }
}
