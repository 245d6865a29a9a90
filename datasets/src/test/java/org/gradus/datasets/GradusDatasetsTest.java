package org.gradus.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.plugin.Registry;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.dataset.DatasetProvider;
import org.gradus.datasets.mnist1d.Mnist1dConfig;
import org.gradus.datasets.mnist1d.Mnist1dSettings;
import org.junit.jupiter.api.Test;

class GradusDatasetsTest {
  private final Plugins plugins = Plugins.load();
  private final Registry<Dataset> datasets = plugins.kind(DatasetProvider.class);

  @Test
  void areFoundByName() {
    assertEquals(
        List.of(
            "gradus:blobs",
            "gradus:book-curve",
            "gradus:book-points",
            "gradus:brown",
            "gradus:cifar-10",
            "gradus:cifar-100",
            "gradus:circles",
            "gradus:csv",
            "gradus:disc",
            "gradus:english-french",
            "gradus:fashion-mnist",
            "gradus:image-folder",
            "gradus:line",
            "gradus:mnist",
            "gradus:mnist1d",
            "gradus:moons",
            "gradus:names",
            "gradus:sine",
            "gradus:spirals",
            "gradus:tiny-shakespeare",
            "gradus:xor"),
        datasets.names());
    assertEquals(List.of(), datasets.problems());
  }

  @Test
  void areMadeFromJson() {
    Dataset test =
        datasets.createFromJson("{\"type\": \"gradus:mnist1d\", \"config\": {\"part\": \"test\"}}");
    Dataset expected = Mnist1dSettings.published().generate().test();
    assertArrayEquals(expected.all().inputs().toFloats(), test.all().inputs().toFloats());
    assertArrayEquals(expected.all().targets().toInts(), test.all().targets().toInts());
  }

  @Test
  void areMadeFromTheirConfig() {
    Mnist1dSettings small = Mnist1dSettings.builder().numSamples(100).build();
    assertEquals(80, plugins.create(new Mnist1dConfig(Mnist1dConfig.Part.TRAIN, small)).size());
  }
}
