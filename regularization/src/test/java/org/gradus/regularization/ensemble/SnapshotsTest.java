package org.gradus.regularization.ensemble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.model.ModelState;
import org.gradus.layers.model.StateMismatchException;
import org.gradus.optimizers.schedule.CosineRestarts;
import org.gradus.optimizers.training.NetworkParameters;
import org.junit.jupiter.api.Test;

class SnapshotsTest {
  private final Linear network = network();

  private static Linear network() {
    Linear network = Linear.of(1).withoutBias();
    network.build(Shape.of(1, 1), RandomSource.of(1));
    return network;
  }

  /** Makes steps after which the weight is the number of the step. */
  private void steps(Snapshots snapshots, int first, int last) {
    for (int step = first; step <= last; step++) {
      network.weight().set(Tensor.full(network.weight().dtype(), Shape.of(1, 1), step));
      snapshots.constrain(NetworkParameters.of(network));
    }
  }

  private static List<Double> kept(Snapshots snapshots) {
    return snapshots.states().stream()
        .map(ModelState::values)
        .map(values -> values.get("weight").item())
        .toList();
  }

  @Test
  void areTakenWhereCyclesEnd() {
    Snapshots alike = Snapshots.of(network, new CosineRestarts(3, 1, 0));
    steps(alike, 1, 10);
    assertEquals(List.of(3.0, 6.0, 9.0), kept(alike));
    Snapshots growing = Snapshots.of(network, new CosineRestarts(2, 2, 0));
    steps(growing, 1, 20);
    assertEquals(List.of(2.0, 6.0, 14.0), kept(growing));
  }

  @Test
  void theLastOnesAreAnEnsemble() {
    Snapshots snapshots = Snapshots.of(network, new CosineRestarts(3, 1, 0));
    steps(snapshots, 1, 9);
    Ensemble ensemble = snapshots.last(2, Combination.MEAN, Shape.of(1, 1));
    assertEquals(7.5, ensemble.forward(Tensor.ones(1, 1)).item());
    assertEquals(9, network.weight().tensor().item());
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> snapshots.last(4, Combination.MEAN, Shape.of(1, 1)));
    assertEquals(
        "[snapshots] members is out of range: expected from 1 to the 3 that there are, got 4.",
        e.getMessage());
  }

  @Test
  void goOnFromTheirState() {
    Snapshots first = Snapshots.of(network, new CosineRestarts(3, 1, 0));
    steps(first, 1, 7);
    Snapshots second = Snapshots.of(network, new CosineRestarts(3, 1, 0));
    second.restore(first.state());
    assertEquals(first.state(), second.state());
    steps(second, 8, 9);
    assertEquals(List.of(3.0, 6.0, 9.0), kept(second));
    steps(first, 8, 9);
    assertEquals(first.states(), second.states());
  }

  @Test
  void refuseOtherStates() {
    Snapshots snapshots = Snapshots.of(network, new CosineRestarts(3, 1, 0));
    Tensor steps = Tensor.scalar(3);
    Map<String, Tensor> other = Map.of("steps", steps, "snapshot/0/bias", Tensor.zeros(1));
    assertThrows(StateMismatchException.class, () -> snapshots.restore(other));
    ModelState snapshot = ModelState.of(network);
    Map<String, Tensor> second = new LinkedHashMap<>(Map.of("steps", steps));
    snapshot.values().forEach((path, value) -> second.put("snapshot/1/" + path, value));
    assertThrows(IllegalArgumentException.class, () -> snapshots.restore(second));
    Map<String, Tensor> unknown = Map.of("snapshot/x", steps);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> snapshots.restore(unknown));
    assertEquals(
        "[snapshots] the state does not fit: expected steps, INT32 (), and snapshots, got"
            + " [snapshot/x].",
        e.getMessage());
    assertEquals(List.of(), snapshots.states());
  }
}
