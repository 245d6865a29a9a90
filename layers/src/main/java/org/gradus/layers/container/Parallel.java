package org.gradus.layers.container;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Gives its input to several branches, and combines their results: y = f₁(x) + … + fₙ(x), or as
 * {@link Combination} says.
 *
 * <p>The branches are called 0, 1, … in paths.
 *
 * <pre>{@code
 * Parallel.of(Combination.CONCATENATION, Convolution.of(8, 1, 1), Convolution.of(8, 3, 3).withPadding(1))
 * }</pre>
 *
 * <p>Source of the concatenated form: Szegedy et al., "Going deeper with convolutions", 2015.
 */
public final class Parallel implements Module {
  private final Combination combination;
  private final int axis;
  private final Module[] branches;
  private final String[] names;

  private Parallel(Combination combination, int axis, Module... branches) {
    Settings.require(branches.length > 0, "parallel", "branches", "at least one", "none");
    this.combination = combination;
    this.axis = axis;
    this.branches = branches;
    this.names = new String[branches.length];
    Arrays.setAll(names, String::valueOf);
  }

  /**
   * What parallel branches are made of.
   *
   * @param branches the configs of the branches, at least one
   * @param combination what their results become
   * @param axis the axis of a concatenation, from the end if negative
   */
  public record Config(List<Module.Config> branches, Combination combination, int axis)
      implements Module.Config {
    /**
     * Keeps a copy of the list.
     *
     * @throws IllegalArgumentException if there is no branch
     */
    public Config {
      branches = List.copyOf(branches);
      Settings.require(!branches.isEmpty(), "parallel", "branches", "at least one", "none");
    }

    /** Concatenates along the axis after the batch, that of channels. */
    @Defaults
    public Config(List<Module.Config> branches, Combination combination) {
      this(branches, combination, 1);
    }
  }

  /**
   * Returns branches whose results are concatenated, if so, along the axis after the batch.
   *
   * @throws IllegalArgumentException if there is no branch
   */
  public static Parallel of(Combination combination, Module... branches) {
    return new Parallel(combination, 1, branches.clone());
  }

  /**
   * Returns the branches that are made of configs.
   *
   * @param plugins makes them
   * @throws org.gradus.core.plugin.UnknownComponentException if it knows none of a config
   */
  public static Parallel of(Config config, Plugins plugins) {
    Module[] branches = config.branches.stream().map(plugins::create).toArray(Module[]::new);
    return new Parallel(config.combination, config.axis, branches);
  }

  /** Returns the same branches, whose results are concatenated along another axis. */
  public Parallel along(int otherAxis) {
    return new Parallel(combination, otherAxis, branches);
  }

  @Override
  public Config config() {
    return new Config(Arrays.stream(branches).map(Module::config).toList(), combination, axis);
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    Shape[] results = new Shape[branches.length];
    for (int i = 0; i < branches.length; i++) {
      results[i] = construction.build(names[i], branches[i], input);
    }
    return combination.combined(axis, results);
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    Tensor[] results = new Tensor[branches.length];
    for (int i = 0; i < branches.length; i++) {
      results[i] = context.forward(names[i], branches[i], x);
    }
    return combination.combine(axis, results);
  }

  @Override
  public Map<String, Module> children() {
    Map<String, Module> children = new LinkedHashMap<>();
    for (int i = 0; i < branches.length; i++) {
      children.put(names[i], branches[i]);
    }
    return children;
  }
}
