package org.gradus.regularization.ensemble;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Gives its input to several networks and returns what they say together. Their errors differ, so
 * those of the mean are smaller: its squared error is that of the members on average, less the
 * variance among them.
 *
 * <p>The members are called 0, 1, … in paths, and the ensemble is saved and loaded as one model.
 * Members that are built and trained already are put together as they are, and not built again:
 *
 * <pre>{@code
 * Ensemble ensemble = Ensemble.of(Combination.MEAN_PROBABILITY, first, second, third);
 * }</pre>
 *
 * <p>Source: Hansen and Salamon, "Neural network ensembles", 1990; Krogh and Vedelsby, "Neural
 * network ensembles, cross validation, and active learning", 1995.
 */
public final class Ensemble implements Module {
  private static final String NAME = "ensemble";

  private final Combination combination;
  private final Module[] members;
  private final String[] names;

  private Ensemble(Combination combination, Module... members) {
    requireMembers(members.length);
    this.combination = combination;
    this.members = members;
    this.names = new String[members.length];
    Arrays.setAll(names, String::valueOf);
  }

  private static void requireMembers(int count) {
    Settings.require(count > 0, NAME, "members", "at least one", "none");
  }

  /**
   * What an ensemble is made of.
   *
   * @param members the configs of the members, at least one
   * @param combination what becomes of their results
   */
  public record Config(List<Module.Config> members, Combination combination)
      implements Module.Config {
    /**
     * Keeps a copy of the list.
     *
     * @throws IllegalArgumentException if there is no member
     */
    public Config {
      members = List.copyOf(members);
      requireMembers(members.size());
    }

    /** Takes the mean. */
    @Defaults
    public Config(List<Module.Config> members) {
      this(members, Combination.MEAN);
    }
  }

  /**
   * Returns the ensemble of networks, built or not.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Ensemble of(Combination combination, Module... members) {
    return new Ensemble(combination, members.clone());
  }

  /**
   * Returns the ensemble that is made of a config.
   *
   * @param plugins makes the members
   * @throws org.gradus.core.plugin.UnknownComponentException if it knows none of a config
   */
  public static Ensemble of(Config config, Plugins plugins) {
    Module[] members = config.members.stream().map(plugins::create).toArray(Module[]::new);
    return new Ensemble(config.combination, members);
  }

  @Override
  public Config config() {
    return new Config(Arrays.stream(members).map(Module::config).toList(), combination);
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    Shape[] results = new Shape[members.length];
    for (int i = 0; i < members.length; i++) {
      results[i] = construction.build(names[i], members[i], input);
      if (!results[i].equals(results[0])) {
        throw ShapeException.of(
            NAME,
            "the results of the members do not fit each other",
            results[0].toString(),
            results[i].toString());
      }
    }
    combination.requireFit(results[0]);
    return results[0];
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    Tensor[] results = new Tensor[members.length];
    for (int i = 0; i < members.length; i++) {
      results[i] = context.forward(names[i], members[i], x);
    }
    combination.requireFit(results[0].shape());
    return combination.of(results);
  }

  @Override
  public Map<String, Module> children() {
    Map<String, Module> children = new LinkedHashMap<>();
    for (int i = 0; i < members.length; i++) {
      children.put(names[i], members[i]);
    }
    return children;
  }
}
