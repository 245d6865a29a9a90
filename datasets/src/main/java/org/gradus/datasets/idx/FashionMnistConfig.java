package org.gradus.datasets.idx;

import java.util.List;
import org.gradus.core.json.Defaults;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.image.ByteImages;
import org.gradus.datasets.image.Part;
import org.gradus.datasets.image.PixelScaling;
import org.gradus.datasets.location.Checksum;
import org.gradus.datasets.location.DataFile;
import org.gradus.datasets.location.DataHome;

/**
 * Asks for a part of Fashion-MNIST: 60,000 training and 10,000 test pictures of clothes, 28 × 28,
 * of which 0 is the background.
 *
 * <p>Source: Xiao, Rasul and Vollgraf, "Fashion-MNIST: a novel image dataset for benchmarking
 * machine learning algorithms", 2017 (arXiv:1708.07747). MIT, © 2017 Zalando SE.
 *
 * @param part which of the two sets
 * @param scaling how bytes become numbers; 0…1 by default
 * @param flat whether an image is a vector of 784 numbers, and not (1, 28, 28) as by default
 */
public record FashionMnistConfig(Part part, PixelScaling scaling, boolean flat)
    implements Dataset.Config {
  /** The scaling to mean 0 and standard deviation 1 over the training images, to four digits. */
  public static final PixelScaling STANDARDIZED = PixelScaling.of(0.2860, 0.3530);

  /** The training images. */
  public static final DataFile TRAIN_IMAGES =
      file(
          "train-images-idx3-ubyte.gz",
          26_421_880,
          "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84");

  /** The classes of the training images. */
  public static final DataFile TRAIN_LABELS =
      file(
          "train-labels-idx1-ubyte.gz",
          29_515,
          "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845");

  /** The test images. */
  public static final DataFile TEST_IMAGES =
      file(
          "t10k-images-idx3-ubyte.gz",
          4_422_102,
          "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073");

  /** The classes of the test images. */
  public static final DataFile TEST_LABELS =
      file(
          "t10k-labels-idx1-ubyte.gz",
          5_148,
          "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5");

  private static final List<String> CLOTHES =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  /** Asks for a part in the range 0…1. */
  @Defaults
  public FashionMnistConfig(Part part) {
    this(part, PixelScaling.unit(), false);
  }

  private static DataFile file(String name, long size, String sha256) {
    return DataFile.of(
        "fashion-mnist/" + name,
        size,
        Checksum.sha256(sha256),
        "MIT, © 2017 Zalando SE.",
        "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/" + name,
        "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/" + name);
  }

  /** Asks for a part in the range 0…1. */
  public static FashionMnistConfig of(Part part) {
    return new FashionMnistConfig(part);
  }

  /** Returns this with other numbers for the bytes. */
  public FashionMnistConfig withScaling(PixelScaling other) {
    return new FashionMnistConfig(part, other, flat);
  }

  /** Returns this with vectors for images. */
  public FashionMnistConfig flattened() {
    return new FashionMnistConfig(part, scaling, true);
  }

  /**
   * Reads the part, from where {@link DataHome#standard} says.
   *
   * @throws org.gradus.datasets.location.DataUnavailableException if it is neither on this machine
   *     nor can be downloaded
   */
  public ByteImages load() {
    return load(DataHome.standard());
  }

  /**
   * Reads the part.
   *
   * @throws org.gradus.datasets.location.DataUnavailableException if it is neither on this machine
   *     nor can be downloaded
   */
  public ByteImages load(DataHome home) {
    ByteImages images =
        switch (part) {
          case TRAIN -> IdxImages.load(home, TRAIN_IMAGES, TRAIN_LABELS, CLOTHES);
          case TEST -> IdxImages.load(home, TEST_IMAGES, TEST_LABELS, CLOTHES);
        };
    return (flat ? images.flat() : images).withScaling(scaling);
  }
}
