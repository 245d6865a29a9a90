package org.gradus.datasets.idx;

import java.nio.file.Path;
import java.util.List;
import org.gradus.core.tensor.Shape;
import org.gradus.datasets.image.ByteImages;
import org.gradus.datasets.location.DataFile;
import org.gradus.datasets.location.DataHome;
import org.gradus.datasets.location.MalformedFileException;

/** Reads grey images from one file and their classes from another: the way of MNIST. */
final class IdxImages {
  private static final int IMAGE_RANK = 3;

  private IdxImages() {}

  static ByteImages load(DataHome home, DataFile images, DataFile labels, List<String> classNames) {
    return read(home.locate(images), home.locate(labels), classNames);
  }

  static ByteImages read(Path imageFile, Path labelFile, List<String> classNames) {
    IdxArray images = bytes(imageFile, IMAGE_RANK);
    IdxArray labels = bytes(labelFile, 1);
    int count = images.shape().size(0);
    if (labels.shape().size(0) != count) {
      throw MalformedFileException.of(
          labelFile.toString(),
          "the labels are not those of " + imageFile,
          count + " labels",
          Integer.toString(labels.shape().size(0)));
    }
    int[] classes = labels.toInts();
    for (int i = 0; i < count; i++) {
      if (classes[i] >= classNames.size()) {
        throw MalformedFileException.of(
            labelFile.toString(),
            "label " + i + " is no class",
            "0 to " + (classNames.size() - 1),
            Integer.toString(classes[i]));
      }
    }
    Shape shape = Shape.of(1, images.shape().size(1), images.shape().size(2));
    return ByteImages.of(images.content(), shape, classes, classNames);
  }

  private static IdxArray bytes(Path file, int rank) {
    IdxArray array = IdxArray.read(file);
    if (array.type() != ElementType.UNSIGNED_BYTE || array.shape().rank() != rank) {
      throw MalformedFileException.of(
          file.toString(),
          "the file holds another array",
          rank + " axes of UNSIGNED_BYTE",
          array.type() + " " + array.shape());
    }
    return array;
  }
}
