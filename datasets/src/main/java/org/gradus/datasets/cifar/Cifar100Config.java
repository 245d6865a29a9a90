package org.gradus.datasets.cifar;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gradus.core.json.Defaults;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.image.ByteImages;
import org.gradus.datasets.image.Part;
import org.gradus.datasets.image.PixelScaling;
import org.gradus.datasets.location.Checksum;
import org.gradus.datasets.location.DataFile;
import org.gradus.datasets.location.DataHome;

/**
 * Asks for a part of CIFAR-100: 50,000 training and 10,000 test photographs of 3 × 32 × 32 bytes,
 * of each of a hundred classes as many. The classes are in groups of five.
 *
 * @param part which of the two sets
 * @param labels what the classes are; the hundred by default
 * @param scaling how bytes become numbers; 0…1 by default
 * @param flat whether an image is a vector of 3072 numbers, and not (3, 32, 32) as by default
 */
public record Cifar100Config(Part part, Labels labels, PixelScaling scaling, boolean flat)
    implements Dataset.Config {
  /** What the images are told apart by. */
  public enum Labels {
    /** A hundred classes. */
    FINE,
    /** Their twenty groups. */
    COARSE
  }

  /**
   * The usual scaling to mean 0 and standard deviation 1 of each channel over the training images,
   * to four digits.
   */
  public static final PixelScaling STANDARDIZED =
      new PixelScaling(List.of(0.5071, 0.4865, 0.4409), List.of(0.2673, 0.2564, 0.2762));

  /** The whole set. */
  public static final DataFile ARCHIVE =
      DataFile.of(
          "cifar100/cifar-100-binary.tar.gz",
          168_513_733,
          Checksum.sha256("58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec"),
          CifarRecords.LICENCE,
          "https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz");

  private static final String FOLDER = "cifar-100-binary/";

  /** A record begins with the group and then has the class. */
  private static final int LABEL_BYTES = 2;

  /** Asks for a part in its hundred classes and the range 0…1. */
  @Defaults
  public Cifar100Config(Part part) {
    this(part, Labels.FINE, PixelScaling.unit(), false);
  }

  /** Asks for a part in its hundred classes and the range 0…1. */
  public static Cifar100Config of(Part part) {
    return new Cifar100Config(part);
  }

  /** Returns this with other classes. */
  public Cifar100Config withLabels(Labels other) {
    return new Cifar100Config(part, other, scaling, flat);
  }

  /** Returns this with other numbers for the bytes. */
  public Cifar100Config withScaling(PixelScaling other) {
    return new Cifar100Config(part, labels, other, flat);
  }

  /** Returns this with vectors for images. */
  public Cifar100Config flattened() {
    return new Cifar100Config(part, labels, scaling, true);
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
    return readArchive(home.locate(ARCHIVE));
  }

  /** Reads the part from an archive. */
  ByteImages readArchive(Path path) {
    String records = FOLDER + (part == Part.TRAIN ? "train.bin" : "test.bin");
    String names =
        FOLDER + (labels == Labels.FINE ? "fine_label_names.txt" : "coarse_label_names.txt");
    Map<String, byte[]> files = CifarArchive.read(path, List.of(names, records));
    List<String> classNames =
        new String(files.remove(names), US_ASCII).lines().filter(name -> !name.isEmpty()).toList();
    CifarRecords reader = new CifarRecords(LABEL_BYTES, labels == Labels.FINE ? 1 : 0, classNames);
    ByteImages images = reader.read(files);
    return (flat ? images.flat() : images).withScaling(scaling);
  }
}
