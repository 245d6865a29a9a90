package org.gradus.layers.container;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Runs modules one after the other: y = fₙ(… f₁(f₀(x))).
 *
 * <p>They are called 0, 1, … in paths. Without modules it returns its input.
 *
 * <pre>{@code
 * Module model = Sequential.of(Linear.of(40, 100), new Relu(), Linear.of(100, 10));
 * model.build(Shape.of(1, 40), RandomSource.of(42));
 * }</pre>
 */
public final class Sequential implements Module {
  private final Module[] modules;
  private final String[] names;

  private Sequential(Module... modules) {
    this.modules = modules;
    this.names = new String[modules.length];
    Arrays.setAll(names, String::valueOf);
  }

  /**
   * What a sequence is made of.
   *
   * @param modules the configs of the modules, in order
   */
  public record Config(List<Module.Config> modules) implements Module.Config {
    /** Keeps a copy of the list. */
    public Config {
      modules = List.copyOf(modules);
    }
  }

  /** Returns the sequence of modules. */
  public static Sequential of(Module... modules) {
    return new Sequential(modules.clone());
  }

  /**
   * Returns the sequence of the modules that are made of configs.
   *
   * @param plugins makes them
   * @throws org.gradus.core.plugin.UnknownComponentException if it knows none of a config
   */
  public static Sequential of(Config config, Plugins plugins) {
    return new Sequential(config.modules.stream().map(plugins::create).toArray(Module[]::new));
  }

  @Override
  public Config config() {
    return new Config(Arrays.stream(modules).map(Module::config).toList());
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    Shape shape = input;
    for (int i = 0; i < modules.length; i++) {
      shape = construction.build(names[i], modules[i], shape);
    }
    return shape;
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    Tensor y = x;
    for (int i = 0; i < modules.length; i++) {
      y = context.forward(names[i], modules[i], y);
    }
    return y;
  }

  @Override
  public Map<String, Module> children() {
    Map<String, Module> children = new LinkedHashMap<>();
    for (int i = 0; i < modules.length; i++) {
      children.put(names[i], modules[i]);
    }
    return children;
  }
}
