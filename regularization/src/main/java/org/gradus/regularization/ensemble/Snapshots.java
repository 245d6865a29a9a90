package org.gradus.regularization.ensemble;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.model.ModelState;
import org.gradus.layers.model.StateMismatchException;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Module;
import org.gradus.optimizers.schedule.CosineRestarts;
import org.gradus.optimizers.training.NetworkParameters;
import org.gradus.optimizers.training.Technique;

/**
 * Keeps the network at the end of every cycle of a cosine schedule, where the learning rate is
 * least, before a restart takes it elsewhere: an ensemble for the price of one training.
 *
 * <pre>{@code
 * CosineRestarts cycles = new CosineRestarts(2000, 1, 0);
 * Snapshots snapshots = Snapshots.of(model, cycles);
 * …
 * Ensemble ensemble = snapshots.last(3, Combination.MEAN_PROBABILITY, Shape.of(1, 40));
 * }</pre>
 *
 * <p>The cycles are counted in steps, as the schedule has to be.
 *
 * <p>Source: Huang, Li, Pleiss, Liu, Hopcroft and Weinberger, "Snapshot ensembles: train 1, get M
 * for free", 2017.
 */
public final class Snapshots implements Technique {
  private static final String STEPS = "steps";
  private static final String PREFIX = "snapshot/";
  private static final Pattern SNAPSHOT = Pattern.compile(PREFIX + "(\\d{1,9})/(.+)");

  private final Module network;
  private final CosineRestarts cycles;
  private final List<ModelState> states = new ArrayList<>();
  private int steps;

  private Snapshots(Module network, CosineRestarts cycles) {
    this.network = network;
    this.cycles = cycles;
  }

  /**
   * Returns a technique that has kept nothing so far.
   *
   * @param network built
   * @param cycles the schedule of its training, step by step
   */
  public static Snapshots of(Module network, CosineRestarts cycles) {
    return new Snapshots(network, cycles);
  }

  /** Returns the states that were kept so far, in order. */
  public List<ModelState> states() {
    return List.copyOf(states);
  }

  @Override
  public void constrain(NetworkParameters parameters) {
    steps = Math.addExact(steps, 1);
    if (endsCycle()) {
      states.add(ModelState.of(network));
    }
  }

  private boolean endsCycle() {
    long end = cycles.first();
    long period = end;
    while (end < steps) {
      period *= cycles.factor();
      end += period;
    }
    return end == steps;
  }

  /**
   * As {@link #last(int, Combination, Shape, Plugins)}, with all plugins that can be found.
   *
   * @throws IllegalArgumentException if there are not so many snapshots
   */
  public Ensemble last(int members, Combination combination, Shape input) {
    return last(members, combination, input, Plugins.load());
  }

  /**
   * Returns the ensemble of the last snapshots, each a network of its own.
   *
   * @param members how many, at least 1
   * @param input the shape of an input
   * @param plugins makes the networks
   * @throws IllegalArgumentException if there are not so many snapshots
   */
  public Ensemble last(int members, Combination combination, Shape input, Plugins plugins) {
    Settings.require(
        members >= 1 && members <= states.size(),
        "snapshots",
        "members",
        "from 1 to the %s that there are".formatted(states.size()),
        members);
    Module[] networks = new Module[members];
    for (int i = 0; i < members; i++) {
      ModelState state = states.get(states.size() - members + i);
      networks[i] = plugins.create(network.config());
      Construction.of(dtype(state), RandomSource.of(0)).build(networks[i], input);
      state.restoreTo(networks[i]);
    }
    return Ensemble.of(combination, networks);
  }

  private static DType dtype(ModelState state) {
    return state.values().values().stream()
        .map(Tensor::dtype)
        .filter(DType::isFloating)
        .findFirst()
        .orElse(DType.FLOAT32);
  }

  @Override
  public Map<String, Tensor> state() {
    Map<String, Tensor> all = new LinkedHashMap<>();
    all.put(STEPS, Tensor.scalar(steps));
    for (int i = 0; i < states.size(); i++) {
      String prefix = PREFIX + i + "/";
      states.get(i).values().forEach((path, value) -> all.put(prefix + path, value));
    }
    return all;
  }

  /**
   * {@inheritDoc}
   *
   * @throws StateMismatchException if a snapshot is not of such a network
   */
  @Override
  public void restore(Map<String, Tensor> state) {
    Tensor saved = state.get(STEPS);
    if (saved == null || saved.dtype() != DType.INT32 || saved.elements() != 1) {
      throw mismatch(state);
    }
    TreeMap<Integer, Map<String, Tensor>> parts = new TreeMap<>();
    state.forEach(
        (key, value) -> {
          Matcher name = SNAPSHOT.matcher(key);
          if (name.matches()) {
            parts
                .computeIfAbsent(Integer.valueOf(name.group(1)), n -> new LinkedHashMap<>())
                .put(name.group(2), value);
          } else if (!key.equals(STEPS)) {
            throw mismatch(state);
          }
        });
    if (!parts.isEmpty() && parts.lastKey() >= parts.size()) {
      throw mismatch(state); // One before the last is missing.
    }
    List<ModelState> restored = parts.values().stream().map(ModelState::new).toList();
    restored.forEach(each -> each.requireFit(network));
    states.clear();
    states.addAll(restored);
    steps = (int) saved.item();
  }

  private static IllegalArgumentException mismatch(Map<String, Tensor> state) {
    return new IllegalArgumentException(
        "[snapshots] the state does not fit: expected %s, INT32 (), and snapshots, got %s."
            .formatted(STEPS, state.keySet()));
  }
}
