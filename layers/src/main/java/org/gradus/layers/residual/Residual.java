package org.gradus.layers.residual;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.jspecify.annotations.Nullable;

/**
 * Adds what a branch makes of its input to the input itself: y = g(s(x) + β · f(x)), with the
 * branch f, a scale β, by default 1, and, if they are given, a module s on the shortcut and g after
 * the addition.
 *
 * <p>Without s the branch keeps the shape. In paths they are called {@code branch}, {@code
 * shortcut} and {@code after}.
 *
 * <pre>{@code
 * Residual.of(Sequential.of(new Relu(), Linear.of(100)))
 * }</pre>
 *
 * <p>{@link ResidualBlock} puts branches together in the usual orders of operations.
 *
 * <p>Source: He, Zhang, Ren and Sun, "Deep residual learning for image recognition", 2016; the
 * scale: Szegedy, Ioffe, Vanhoucke and Alemi, "Inception-v4, Inception-ResNet and the impact of
 * residual connections on learning", 2017.
 */
public final class Residual implements Module {
  private final Module branch;
  private final @Nullable Module shortcut;
  private final @Nullable Module after;
  private final double scale;

  private Residual(Module branch, @Nullable Module shortcut, double scale, @Nullable Module after) {
    this.branch = branch;
    this.shortcut = shortcut;
    this.scale = scale;
    this.after = after;
  }

  /**
   * What a residual connection is made of.
   *
   * @param branch the branch
   * @param shortcut what comes on the way past the branch; empty for nothing
   * @param scale the factor of the branch's result, finite
   * @param after what comes after the addition; empty for nothing
   */
  public record Config(
      Module.Config branch,
      Optional<Module.Config> shortcut,
      double scale,
      Optional<Module.Config> after)
      implements Module.Config {
    /**
     * Checks the scale.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public Config {
      Settings.requireFinite("residual", "scale", scale);
    }

    /** Adds the branch to its input. */
    @Defaults
    public Config(Module.Config branch) {
      this(branch, Optional.empty(), 1, Optional.empty());
    }
  }

  /** Returns the connection past a branch that keeps the shape. */
  public static Residual of(Module branch) {
    return new Residual(branch, null, 1, null);
  }

  /**
   * Returns the connection that is made of a config.
   *
   * @param plugins makes the parts
   * @throws org.gradus.core.plugin.UnknownComponentException if it knows none of a config
   */
  public static Residual of(Config config, Plugins plugins) {
    return new Residual(
        plugins.create(config.branch),
        config.shortcut.map(plugins::create).orElse(null),
        config.scale,
        config.after.map(plugins::create).orElse(null));
  }

  /** Returns the same connection with a module on the shortcut. */
  public Residual withShortcut(Module module) {
    return new Residual(branch, module, scale, after);
  }

  /**
   * Returns the same connection with another factor of the branch's result.
   *
   * @throws IllegalArgumentException if it is not finite
   */
  public Residual withScale(double factor) {
    Settings.requireFinite("residual", "scale", factor);
    return new Residual(branch, shortcut, factor, after);
  }

  /** Returns the same connection with a module after the addition. */
  public Residual withAfter(Module module) {
    return new Residual(branch, shortcut, scale, module);
  }

  @Override
  public Config config() {
    return new Config(
        branch.config(),
        Optional.ofNullable(shortcut).map(Module::config),
        scale,
        Optional.ofNullable(after).map(Module::config));
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    Shape result = construction.build("branch", branch, input);
    Shape past = shortcut == null ? input : construction.build("shortcut", shortcut, input);
    requireEqual(result, past);
    return after == null ? result : construction.build("after", after, result);
  }

  private void requireEqual(Shape result, Shape past) {
    if (!result.equals(past)) {
      throw ShapeException.of(
          "residual",
          "branch and shortcut do not fit",
          shortcut == null
              ? "a branch that keeps the shape " + past
              : "a branch that makes the shape " + past + ", as the shortcut does",
          result.toString());
    }
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    Tensor result = context.forward("branch", branch, x);
    Tensor past = shortcut == null ? x : context.forward("shortcut", shortcut, x);
    requireEqual(result.shape(), past.shape());
    Tensor sum = past.add(scale == 1 ? result : result.mul(scale));
    return after == null ? sum : context.forward("after", after, sum);
  }

  @Override
  public Map<String, Module> children() {
    Map<String, Module> children = new LinkedHashMap<>();
    children.put("branch", branch);
    if (shortcut != null) {
      children.put("shortcut", shortcut);
    }
    if (after != null) {
      children.put("after", after);
    }
    return children;
  }
}
