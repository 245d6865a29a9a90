package org.gradus.layers.module;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.embedding.Embedding;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.normalization.BatchNorm;
import org.gradus.layers.normalization.LayerNorm;
import org.gradus.layers.normalization.WeightNorm;
import org.junit.jupiter.api.Test;

class WeightDecayTest {
  @Test
  void sparesBiasesAndEverythingOfNormalizers() {
    Module network =
        Sequential.of(
            Linear.of(4), BatchNorm.create(), Sequential.of(LayerNorm.create().withAxes(1)));
    network.build(Shape.of(2, 3), RandomSource.of(1));

    WeightDecay parted = WeightDecay.of(network);

    assertEquals(List.of("0/weight"), List.copyOf(parted.decayed().keySet()));
    assertEquals(
        List.of("0/bias", "1/weight", "1/bias", "2/0/weight", "2/0/bias"),
        List.copyOf(parted.exempt().keySet()));
    assertEquals(network.parameters().get("0/weight"), parted.decayed().get("0/weight"));
  }

  @Test
  void sparesGainsOfMoreAxes() {
    LayerNorm norm = LayerNorm.create().withAxes(2);
    norm.build(Shape.of(2, 3, 4), RandomSource.of(1));

    assertEquals(List.of(), List.copyOf(WeightDecay.of(norm).decayed().keySet()));
  }

  @Test
  void sparesGainAndDirectionOfNormalizedWeights() {
    Module network = Sequential.of(Embedding.of(5, 4), WeightNorm.of(Linear.of(3)), Linear.of(2));
    network.build(Shape.of(2, 3), RandomSource.of(1));

    WeightDecay parted = WeightDecay.of(network);

    assertEquals(List.of("0/weight", "2/weight"), List.copyOf(parted.decayed().keySet()));
    assertEquals(
        List.of("1/gain", "1/layer/weight", "1/layer/bias", "2/bias"),
        List.copyOf(parted.exempt().keySet()));
  }
}
