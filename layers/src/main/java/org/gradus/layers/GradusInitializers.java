package org.gradus.layers;

import java.util.List;
import java.util.function.Function;
import org.gradus.core.plugin.Component;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.Dirac;
import org.gradus.layers.initialization.Glorot;
import org.gradus.layers.initialization.He;
import org.gradus.layers.initialization.Identity;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.initialization.InitializerProvider;
import org.gradus.layers.initialization.Normal;
import org.gradus.layers.initialization.Orthogonal;
import org.gradus.layers.initialization.Sparse;
import org.gradus.layers.initialization.Stacked;
import org.gradus.layers.initialization.TruncatedNormal;
import org.gradus.layers.initialization.Uniform;

/** Lists this library's initializers. Found by the registry; nobody else needs it. */
public final class GradusInitializers implements InitializerProvider {
  /** Creates the provider. */
  public GradusInitializers() {}

  @Override
  public String namespace() {
    return "gradus";
  }

  @Override
  public List<Component<? extends Initializer, ?>> components() {
    return List.of(
        initializer("constant", Constant.class),
        initializer("dirac", Dirac.class),
        initializer("glorot", Glorot.class),
        initializer("he", He.class),
        initializer("identity", Identity.class),
        initializer("normal", Normal.class),
        initializer("orthogonal", Orthogonal.class),
        initializer("sparse", Sparse.class),
        initializer("stacked", Stacked.class),
        initializer("truncated-normal", TruncatedNormal.class),
        initializer("uniform", Uniform.class));
  }

  private static <I extends Record & Initializer> Component<I, I> initializer(
      String name, Class<I> type) {
    return Component.of(name, type, Function.identity());
  }
}
