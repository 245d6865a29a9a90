package org.gradus.datasets;

import java.util.List;
import org.gradus.core.plugin.Component;
import org.gradus.datasets.cifar.Cifar100Config;
import org.gradus.datasets.cifar.Cifar10Config;
import org.gradus.datasets.corpus.BrownConfig;
import org.gradus.datasets.corpus.EnglishFrenchConfig;
import org.gradus.datasets.corpus.NamesConfig;
import org.gradus.datasets.corpus.TinyShakespeareConfig;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.dataset.DatasetProvider;
import org.gradus.datasets.idx.FashionMnistConfig;
import org.gradus.datasets.idx.MnistConfig;
import org.gradus.datasets.image.ImageFolderConfig;
import org.gradus.datasets.mnist1d.Mnist1dConfig;
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

/** Lists this library's data sets. Found by the registry; nobody else needs it. */
public final class GradusDatasets implements DatasetProvider {
  /** Creates the provider. */
  public GradusDatasets() {}

  @Override
  public String namespace() {
    return "gradus";
  }

  @Override
  public List<Component<? extends Dataset, ?>> components() {
    return List.of(
        Component.of("mnist1d", Mnist1dConfig.class, Mnist1dConfig::generate),
        Component.of("mnist", MnistConfig.class, MnistConfig::load),
        Component.of("fashion-mnist", FashionMnistConfig.class, FashionMnistConfig::load),
        Component.of("cifar-10", Cifar10Config.class, Cifar10Config::load),
        Component.of("cifar-100", Cifar100Config.class, Cifar100Config::load),
        Component.of("image-folder", ImageFolderConfig.class, ImageFolderConfig::load),
        Component.of("csv", CsvConfig.class, CsvConfig::load),
        Component.of("moons", MoonsConfig.class, MoonsConfig::generate),
        Component.of("circles", CirclesConfig.class, CirclesConfig::generate),
        Component.of("spirals", SpiralsConfig.class, SpiralsConfig::generate),
        Component.of("blobs", BlobsConfig.class, BlobsConfig::generate),
        Component.of("disc", DiscConfig.class, DiscConfig::generate),
        Component.of("xor", XorConfig.class, XorConfig::generate),
        Component.of("sine", SineConfig.class, SineConfig::generate),
        Component.of("line", LineConfig.class, LineConfig::generate),
        Component.of("book-curve", BookCurveConfig.class, BookCurveConfig::generate),
        Component.of("book-points", BookPointsConfig.class, BookPointsConfig::generate),
        Component.of("names", NamesConfig.class, NamesConfig::load),
        Component.of("tiny-shakespeare", TinyShakespeareConfig.class, TinyShakespeareConfig::load),
        Component.of("brown", BrownConfig.class, BrownConfig::load),
        Component.of("english-french", EnglishFrenchConfig.class, EnglishFrenchConfig::load));
  }
}
