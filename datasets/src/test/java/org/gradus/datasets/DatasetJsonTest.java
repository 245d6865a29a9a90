package org.gradus.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.plugin.Plugins;
import org.gradus.datasets.cifar.Cifar100Config;
import org.gradus.datasets.cifar.Cifar100Config.Labels;
import org.gradus.datasets.cifar.Cifar10Config;
import org.gradus.datasets.corpus.BrownConfig;
import org.gradus.datasets.corpus.CorpusPart;
import org.gradus.datasets.corpus.EnglishFrenchConfig;
import org.gradus.datasets.corpus.NamesConfig;
import org.gradus.datasets.corpus.TinyShakespeareConfig;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.dataset.DatasetProvider;
import org.gradus.datasets.idx.FashionMnistConfig;
import org.gradus.datasets.idx.MnistConfig;
import org.gradus.datasets.image.ImageFolderConfig;
import org.gradus.datasets.image.Part;
import org.gradus.datasets.image.PixelScaling;
import org.gradus.datasets.table.Column;
import org.gradus.datasets.table.CsvConfig;
import org.gradus.datasets.toy.BlobsConfig;
import org.gradus.datasets.toy.BookCurveConfig;
import org.gradus.datasets.toy.BookPointsConfig;
import org.gradus.datasets.toy.CirclesConfig;
import org.gradus.datasets.toy.DiscConfig;
import org.gradus.datasets.toy.LineConfig;
import org.gradus.datasets.toy.MoonsConfig;
import org.gradus.datasets.toy.SineConfig;
import org.gradus.datasets.toy.SpiralsConfig;
import org.gradus.datasets.toy.XorConfig;
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
            Cifar10Config.of(Part.TEST).flattened().withScaling(scaling),
            "{\"part\":\"test\",\"flat\":true,\"scaling\":{\"means\":[0.25,0.5,0.75],"
                + "\"deviations\":[1,2,3]}}"),
        Arguments.of(
            Cifar100Config.of(Part.TRAIN).withLabels(Labels.COARSE),
            "{\"part\":\"train\",\"labels\":\"coarse\"}"),
        Arguments.of(
            CsvConfig.of("a.csv", List.of(Column.number("x")), Column.index("y")),
            "{\"file\":\"a.csv\",\"inputs\":[{\"name\":\"x\",\"kind\":\"number\"}],"
                + "\"target\":{\"name\":\"y\",\"kind\":\"index\"}}"),
        Arguments.of(
            ImageFolderConfig.of("pets", 32, 48).grey(),
            "{\"folder\":\"pets\",\"height\":32,\"width\":48,\"channels\":1}"),
        Arguments.of(MoonsConfig.of(9), "{\"samples\":9}"),
        Arguments.of(CirclesConfig.of(9).withFactor(0.5), "{\"samples\":9,\"factor\":0.5}"),
        Arguments.of(SpiralsConfig.of(9).withArms(2), "{\"samples\":9,\"arms\":2}"),
        Arguments.of(BlobsConfig.of(9).withSeed(3), "{\"samples\":9,\"seed\":3}"),
        Arguments.of(DiscConfig.of(9), "{\"samples\":9}"),
        Arguments.of(XorConfig.of(9), "{\"samples\":9}"),
        Arguments.of(SineConfig.of(9).withLow(-9), "{\"samples\":9,\"low\":-9}"),
        Arguments.of(LineConfig.of(9).withSlope(4), "{\"samples\":9,\"slope\":4}"),
        Arguments.of(BookCurveConfig.of(15), "{\"samples\":15}"),
        Arguments.of(new BookPointsConfig(), "{}"),
        Arguments.of(NamesConfig.of(CorpusPart.TEST), "{\"part\":\"test\"}"),
        Arguments.of(
            NamesConfig.of(CorpusPart.TRAIN).withContext(8), "{\"part\":\"train\",\"context\":8}"),
        Arguments.of(
            TinyShakespeareConfig.of(TinyShakespeareConfig.Part.TRAIN, 64).withStride(8),
            "{\"part\":\"train\",\"steps\":64,\"stride\":8}"),
        Arguments.of(
            BrownConfig.of(CorpusPart.VALIDATION, 5).withMinimumCount(2),
            "{\"part\":\"validation\",\"context\":5,\"minimumCount\":2}"),
        Arguments.of(
            EnglishFrenchConfig.of(CorpusPart.TRAIN, 10).withMinimumCount(3),
            "{\"part\":\"train\",\"longest\":10,\"minimumCount\":3}"));
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
