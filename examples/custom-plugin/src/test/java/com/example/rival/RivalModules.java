package com.example.rival;

import java.util.List;
import org.gradus.core.plugin.Component;
import org.gradus.core.pointwise.Lanes;
import org.gradus.layers.activation.Activation;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.ModuleProvider;

/** Lists another module by a name that is taken; packed into a jar by the test. */
public final class RivalModules implements ModuleProvider {
  /** Returns its input. */
  public record Straight() implements Activation.Formula {
    @Override
    public String name() {
      return "straight";
    }

    @Override
    public <V> V apply(Lanes<V> lanes, V x) {
      return x;
    }

    @Override
    public <V> V derivative(Lanes<V> lanes, V x, V y) {
      return lanes.constant(1);
    }

    @Override
    public Reads reads() {
      return Reads.NOTHING;
    }
  }

  @Override
  public String namespace() {
    return "extras";
  }

  @Override
  public List<Component<? extends Module, ?>> components() {
    return List.of(Component.of("snake", Straight.class, straight -> straight));
  }
}
