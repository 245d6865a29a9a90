package org.gradus.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.plugin.Plugins;
import org.gradus.datasets.cifar.Cifar100Config;
import org.gradus.datasets.cifar.Cifar100Config.Labels;
import org.gradus.datasets.cifar.Cifar10Config;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.dataset.DatasetProvider;
import org.gradus.datasets.idx.FashionMnistConfig;
import org.gradus.datasets.idx.MnistConfig;
import org.gradus.datasets.image.Part;
import org.gradus.datasets.image.PixelScaling;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The configs of data sets in JSON, whole and with what may be absent. */
class DatasetJsonTest {
  private final Plugins plugins = Plugins.load();

  static Stream<Arguments> configs() {
    PixelScaling scaling = new PixelScaling(List.of(0.25, 0.5, 0.75), List.of(1.0, 2.0, 3.0));
    return Stream.of(
        Arguments.of(MnistConfig.of(Part.TRAIN), "{\"part\":\"train\"}"),
        Arguments.of(
            FashionMnistConfig.of(Part.TEST).flattened(), "{\"part\":\"test\",\"flat\":true}"),
        Arguments.of(
            Cifar10Config.of(Part.TEST).sampled().withScaling(scaling),
            "{\"part\":\"test\",\"sample\":true,\"scaling\":{\"means\":[0.25,0.5,0.75],"
                + "\"deviations\":[1,2,3]}}"),
        Arguments.of(
            Cifar100Config.of(Part.TRAIN).withLabels(Labels.COARSE),
            "{\"part\":\"train\",\"labels\":\"coarse\"}"));
  }

  @ParameterizedTest
  @MethodSource("configs")
  void configsAreReadBack(Dataset.Config config, String absent) {
    String json = plugins.write(config);
    String type = json.substring(0, json.indexOf(",\"config\""));

    assertEquals(config, plugins.json().readVariant(json, DatasetProvider.class));
    assertEquals(
        config,
        plugins.json().readVariant(type + ",\"config\":" + absent + "}", DatasetProvider.class));
  }
}
