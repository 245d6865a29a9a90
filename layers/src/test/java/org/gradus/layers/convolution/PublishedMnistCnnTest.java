package org.gradus.layers.convolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.gradus.core.random.RandomSource;
import org.gradus.core.safetensors.SafetensorsEntry;
import org.gradus.core.safetensors.SafetensorsFile;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.LogSoftmax;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Construction;
import org.gradus.layers.normalization.BatchNorm;
import org.gradus.layers.shaping.Flatten;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A convolutional network for MNIST that others trained with PyTorch, run from its file below
 * {@code $GRADUS_DATA}, the folder that is described in its README.
 *
 * <p>The expected logarithms of probabilities were computed there in float64. Of the 10,000 test
 * images the network is right about 9,917.
 */
@EnabledIfEnvironmentVariable(named = "GRADUS_DATA", matches = ".+")
class PublishedMnistCnnTest {
  private static final int SIDE = 28;
  private static final int IDX_IMAGES_HEADER = 16;
  private static final int IDX_LABELS_HEADER = 8;
  private static final int NPY_HEADER = 128;

  /** Where the layers of the file are in the model. */
  private static final Map<String, String> PLACES =
      Map.of(
          "conv1", "0", "conv2", "2", "conv3", "4", "norm1", "6", "fc1", "8", "fc2", "10", "norm2",
          "11");

  private static Path path(String name) {
    return Path.of(System.getenv("GRADUS_DATA")).resolve(name);
  }

  private static Sequential load(DType dtype) {
    Sequential model =
        Sequential.of(
            Convolution.of(8, 3, 3),
            new Relu(),
            Convolution.of(16, 3, 3),
            new Relu(),
            Convolution.of(24, 3, 3),
            new Relu(),
            BatchNorm.create(),
            new Flatten(),
            Linear.of(32),
            new Relu(),
            Linear.of(10),
            BatchNorm.create(),
            new LogSoftmax(-1));
    model.build(Shape.of(1, 1, SIDE, SIDE), Construction.of(dtype, RandomSource.of(1)));
    try (var file = SafetensorsFile.open(path("mnist-cnn-weights/mnist.safetensors"))) {
      for (SafetensorsEntry entry : file.entries()) {
        String[] name = entry.name().split("\\.", 2);
        String place = PLACES.get(name[0]) + "/";
        switch (name[1]) {
          case "weight", "bias" ->
              model.parameters().get(place + name[1]).set(entry.tensor().cast(dtype));
          case "running_mean" ->
              model.buffers().get(place + "running-mean").set(entry.tensor().cast(dtype));
          case "running_var" ->
              model.buffers().get(place + "running-variance").set(entry.tensor().cast(dtype));
          default -> assertEquals("num_batches_tracked", name[1]);
        }
      }
    }
    return model;
  }

  private static byte[] unpacked(String name) throws IOException {
    try (var stream = new GZIPInputStream(Files.newInputStream(path("mnist/" + name)))) {
      return new DataInputStream(stream).readAllBytes();
    }
  }

  /** Returns the first images of the test set, normalized as for the training. */
  private static Tensor images(DType dtype, int count) throws IOException {
    byte[] bytes = unpacked("t10k-images-idx3-ubyte.gz");
    double[] pixels = new double[count * SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = ((bytes[IDX_IMAGES_HEADER + i] & 0xff) / 255.0 - 0.1307) / 0.3081;
    }
    return Tensor.of(pixels, Shape.of(count, 1, SIDE, SIDE)).cast(dtype);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void givesTheStatedProbabilities(DType dtype) throws IOException {
    ByteBuffer stated =
        ByteBuffer.wrap(
                Files.readAllBytes(path("mnist-cnn-weights/expected_logprobs_first100_f64.npy")))
            .order(ByteOrder.LITTLE_ENDIAN)
            .position(NPY_HEADER);
    double[] expected = new double[100 * 10];
    stated.asDoubleBuffer().get(expected);
    Tensor all = Tensor.of(expected, Shape.of(100, 10));
    Tensor got = load(dtype).forward(images(dtype, 100)).cast(DType.FLOAT64);

    double tolerance = dtype == DType.FLOAT64 ? 1e-9 : 1e-5;
    double error = got.sub(all).abs().max().item() / all.abs().max().item();
    assertTrue(error <= tolerance, "the largest error, of the largest number, is " + error);
  }

  @Test
  void isRightAsOftenAsStated() throws IOException {
    Tensor classes = load(DType.FLOAT32).forward(images(DType.FLOAT32, 10_000)).argmax(1);
    byte[] labels = unpacked("t10k-labels-idx1-ubyte.gz");
    int right = 0;
    int[] found = classes.toInts();
    for (int i = 0; i < found.length; i++) {
      right += found[i] == labels[IDX_LABELS_HEADER + i] ? 1 : 0;
    }
    assertEquals(9917, right);
  }
}
