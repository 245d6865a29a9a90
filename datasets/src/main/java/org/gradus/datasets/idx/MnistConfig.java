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
 * Asks for a part of MNIST: 60,000 training and 10,000 test images of handwritten digits, 28 × 28,
 * of which 0 is the background and 255 ink.
 *
 * <p>Source: LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document
 * recognition", 1998. © Yann LeCun and Corinna Cortes, derived from NIST's databases; CC BY-SA 3.0
 * by the statement of Keras.
 *
 * @param part which of the two sets
 * @param scaling how bytes become numbers; 0…1 by default
 * @param flat whether an image is a vector of 784 numbers, and not (1, 28, 28) as by default
 */
public record MnistConfig(Part part, PixelScaling scaling, boolean flat) implements Dataset.Config {
  /**
   * The scaling to mean 0 and standard deviation 1 over the training images, as PyTorch's example
   * has it: 0.1307 and 0.3081.
   */
  public static final PixelScaling STANDARDIZED = PixelScaling.of(0.1307, 0.3081);

  /** The training images. */
  public static final DataFile TRAIN_IMAGES =
      file(
          "train-images-idx3-ubyte.gz",
          9_912_422,
          "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609");

  /** The classes of the training images. */
  public static final DataFile TRAIN_LABELS =
      file(
          "train-labels-idx1-ubyte.gz",
          28_881,
          "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c");

  /** The test images. */
  public static final DataFile TEST_IMAGES =
      file(
          "t10k-images-idx3-ubyte.gz",
          1_648_877,
          "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6");

  /** The classes of the test images. */
  public static final DataFile TEST_LABELS =
      file(
          "t10k-labels-idx1-ubyte.gz",
          4_542,
          "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6");

  private static final List<String> DIGITS =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

  /** Asks for a part in the range 0…1. */
  @Defaults
  public MnistConfig(Part part) {
    this(part, PixelScaling.unit(), false);
  }

  private static DataFile file(String name, long size, String sha256) {
    return DataFile.of(
        "mnist/" + name,
        size,
        Checksum.sha256(sha256),
        "© Yann LeCun and Corinna Cortes, derived from NIST; Keras states CC BY-SA 3.0.",
        "https://ossci-datasets.s3.amazonaws.com/mnist/" + name,
        "https://storage.googleapis.com/cvdf-datasets/mnist/" + name);
  }

  /** Asks for a part in the range 0…1. */
  public static MnistConfig of(Part part) {
    return new MnistConfig(part);
  }

  /** Returns this with other numbers for the bytes. */
  public MnistConfig withScaling(PixelScaling other) {
    return new MnistConfig(part, other, flat);
  }

  /** Returns this with vectors for images. */
  public MnistConfig flattened() {
    return new MnistConfig(part, scaling, true);
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
          case TRAIN -> IdxImages.load(home, TRAIN_IMAGES, TRAIN_LABELS, DIGITS);
          case TEST -> IdxImages.load(home, TEST_IMAGES, TEST_LABELS, DIGITS);
        };
    return (flat ? images.flat() : images).withScaling(scaling);
  }
}
