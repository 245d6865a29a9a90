package org.gradus.layers.module;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.gradus.core.path.PathPattern;
import org.gradus.core.tensor.Shape;
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.initialization.Initializer;

/**
 * How the parameters of a whole network start, by their paths or by what they belong to, instead of
 * what their layers' configs say.
 *
 * <pre>{@code
 * Initialization initialization =
 *     Initialization.asConfigured()
 *         .where("**" + "/weight", He.normal())
 *         .where("**" + "/bias", Constant.zeros())
 *         .where("head/weight", new Normal(0, 0.01));
 * Construction.of(DType.FLOAT32, random).with(initialization).build(model, Shape.of(1, 40));
 * }</pre>
 *
 * <p>Where several rules fit, the last one decides. Rules are asked while the network is built, so
 * that they know sizes that were inferred and the connections of each weight, and models that are
 * made of JSON are initialized as all others. Configs, and with them JSON, stay what they are.
 */
public final class Initialization {
  private static final Initialization AS_CONFIGURED = new Initialization(List.of());

  private final List<Rule> rules;

  private Initialization(List<Rule> rules) {
    this.rules = rules;
  }

  private record Rule(
      Optional<PathPattern> pattern, Predicate<Target> condition, Initializer initializer) {}

  /**
   * A parameter that is about to be created.
   *
   * @param path its path
   * @param shape its shape
   * @param fans the connections of the weight that it is, or belongs to
   * @param owner the module that it is of; empty for a module that was not built by a {@link
   *     Construction}
   * @param configured the initializer that its module's config has for it
   */
  public record Target(
      String path, Shape shape, Fans fans, Optional<Module> owner, Initializer configured) {
    /** Returns the name within its module, the last one of the path. */
    public String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Returns what it is for. */
    public ParameterRole role() {
      return owner
          .map(module -> module.role(name(), shape))
          .orElseGet(() -> ParameterRole.byName(name(), shape));
    }
  }

  /** Returns the initialization that leaves everything to the configs. */
  public static Initialization asConfigured() {
    return AS_CONFIGURED;
  }

  /**
   * Returns this with a rule for the parameters whose paths fit a pattern.
   *
   * @param pattern see {@link PathPattern}; the construction of a network without a parameter that
   *     fits it fails
   * @throws IllegalArgumentException if the pattern is malformed
   */
  public Initialization where(String pattern, Initializer initializer) {
    PathPattern paths = PathPattern.of(pattern);
    return with(new Rule(Optional.of(paths), target -> paths.test(target.path), initializer));
  }

  /** Returns this with a rule for the parameters that fulfil a condition. */
  public Initialization where(Predicate<Target> condition, Initializer initializer) {
    return with(new Rule(Optional.empty(), condition, initializer));
  }

  private Initialization with(Rule rule) {
    List<Rule> more = new ArrayList<>(rules);
    more.add(rule);
    return new Initialization(List.copyOf(more));
  }

  /** Returns the initializer of a parameter: that of the last rule that fits, or its own. */
  public Initializer of(Target target) {
    Initializer chosen = target.configured;
    for (Rule rule : rules) {
      if (rule.condition.test(target)) {
        chosen = rule.initializer;
      }
    }
    return chosen;
  }

  /**
   * Requires of every pattern that a parameter fits it.
   *
   * @param paths those of all parameters
   */
  void requireFit(Collection<String> paths) {
    for (Rule rule : rules) {
      rule.pattern.ifPresent(pattern -> pattern.requireFit("initialization", paths));
    }
  }
}
