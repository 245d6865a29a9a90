package org.gradus.core.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of other programs, below the directory that the environment variable GRADUS_DATA names.
 *
 * <p>Single values were read from the files with Python's {@code struct.unpack_from("<f", …)} at
 * the offsets that Python's {@code json} found in the header.
 */
class PublishedFilesTest {
  private static Path path(String name) {
    String data = System.getenv("GRADUS_DATA");
    assumeTrue(data != null, "GRADUS_DATA is not set");
    Path path = Path.of(data).resolve(name);
    assumeTrue(Files.exists(path), () -> path + " does not exist");
    return path;
  }

  /** Written by PyTorch's safetensors: Conv2d(3→4), BatchNorm2d(4), Linear(256→16). */
  @Test
  void multiLayer() {
    try (var file = SafetensorsFile.open(path("safetensors-small/multi_layer.safetensors"))) {
      assertEquals(
          "[norm1.num_batches_tracked I64 [], conv1.bias F32 [4], conv1.weight F32 [4, 3, 3, 3], "
              + "fc1.bias F32 [16], fc1.weight F32 [16, 256], norm1.bias F32 [4], "
              + "norm1.running_mean F32 [4], norm1.running_var F32 [4], norm1.weight F32 [4]]",
          file.entries().toString());
      assertEquals(Map.of(), file.metadata());
      assertArrayEquals(new long[] {1}, file.entry("norm1.num_batches_tracked").longs());
      assertArrayEquals(new float[] {1, 1, 1, 1}, file.entry("norm1.weight").floats());
      float[] bias = file.entry("fc1.bias").floats();
      assertEquals(-0x1.156d9p-6f, bias[0]);
      assertEquals(-0x1.af3a9p-7f, bias[1]);
      assertEquals(0x1.56da38p-6f, bias[2]);
      assertEquals(-0x1.bce9fp-6f, bias[15]);
    }
  }

  /** The output that burn's tests state for an input of ones, from the weights that are read. */
  @Test
  void multiLayerGivesTheStatedOutput() {
    try (var file = SafetensorsFile.open(path("safetensors-small/multi_layer.safetensors"))) {
      double[] features = convolveAndNormalize(file);
      double[] weight = file.entry("fc1.weight").doubles();
      double[] bias = file.entry("fc1.bias").doubles();
      double[] stated = {
        0.04971555, -0.16849735, 0.05182848, -0.18032673, 0.23138367, 0.05041867, 0.13005908,
        -0.32202929, -0.0791569, -0.03232457, -0.19790289, -0.17476529, -0.19627589, -0.21757686,
        -0.31376451, 0.08377837
      };
      for (int out = 0; out < 16; out++) {
        double sum = bias[out];
        for (int in = 0; in < 256; in++) {
          sum += weight[256 * out + in] * features[in];
        }
        assertEquals(stated[out], sum, 1e-6);
      }
    }
  }

  /** Convolution 3×3 with padding 1 of ones (3, 8, 8), batch normalization, ReLU. */
  private static double[] convolveAndNormalize(SafetensorsFile file) {
    double[] weight = file.entry("conv1.weight").doubles();
    double[] bias = file.entry("conv1.bias").doubles();
    double[] gain = file.entry("norm1.weight").doubles();
    double[] shift = file.entry("norm1.bias").doubles();
    double[] mean = file.entry("norm1.running_mean").doubles();
    double[] variance = file.entry("norm1.running_var").doubles();
    double[] features = new double[4 * 8 * 8];
    for (int i = 0; i < features.length; i++) {
      int channel = i / 64;
      int row = i / 8 % 8;
      int column = i % 8;
      double sum = bias[channel];
      for (int w = 0; w < 27; w++) {
        int y = row + w / 3 % 3 - 1;
        int x = column + w % 3 - 1;
        sum += y >= 0 && y < 8 && x >= 0 && x < 8 ? weight[27 * channel + w] : 0;
      }
      double normalized = (sum - mean[channel]) / Math.sqrt(variance[channel] + 1e-5);
      features[i] = Math.max(0, normalized * gain[channel] + shift[channel]);
    }
    return features;
  }

  /** Written by PyTorch's safetensors: a CNN with I64 scalars and 11,616 features. */
  @Test
  void mnistCnn() {
    try (var file = SafetensorsFile.open(path("mnist-cnn-weights/mnist.safetensors"))) {
      assertEquals(20, file.entries().size());
      assertEquals("conv3.weight F32 [24, 16, 3, 3]", file.entry("conv3.weight").toString());
      assertArrayEquals(new int[] {7504}, file.entry("norm1.num_batches_tracked").ints());
      assertArrayEquals(new int[] {7504}, file.entry("norm2.num_batches_tracked").ints());
      SafetensorsEntry weight = file.entry("fc1.weight");
      assertArrayEquals(new long[] {32, 11_616}, weight.shape());
      float[] values = weight.floats();
      assertEquals(-0x1.e09c7cp-13f, values[0]);
      assertEquals(-0x1.b725eep-7f, values[1]);
      assertEquals(-0x1.134bc2p-8f, values[2]);
      assertEquals(-0x1.940994p-11f, values[values.length - 1]);
    }
  }

  /** Written by a Python script with the Hugging Face names; biases are 0, layer-norm gains 1. */
  @Test
  void tinyGpt2() {
    try (var file = SafetensorsFile.open(path("tiny-gpt2/model.safetensors"))) {
      assertEquals(Map.of("format", "pt"), file.metadata());
      assertEquals(2 + 5 * 12 + 2, file.entries().size());
      SafetensorsEntry embedding = file.entry("transformer.wte.weight");
      assertArrayEquals(new long[] {1000, 32}, embedding.shape());
      float[] values = embedding.floats();
      assertEquals(-0x1.52379ap-6f, values[0]);
      assertEquals(0x1.999dc2p-7f, values[1]);
      assertEquals(-0x1.d98e84p-6f, values[2]);
      assertEquals(-0x1.11aa1ep-8f, values[values.length - 1]);
      for (SafetensorsEntry entry : file.entries()) {
        boolean gain = entry.name().matches(".*ln_.\\.weight");
        if (gain || entry.name().endsWith(".bias")) {
          for (float value : entry.floats()) {
            assertEquals(gain ? 1f : 0f, value, entry.name());
          }
        }
      }
    }
  }

  /** What the reference implementation wrote is written again byte for byte. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "safetensors-small/multi_layer.safetensors",
        "mnist-cnn-weights/mnist.safetensors"
      })
  void theReferencesFilesAreWrittenIdentically(String name) throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter();
    try (SafetensorsFile file = SafetensorsFile.open(path(name))) {
      for (SafetensorsEntry entry : file.entries()) {
        ByteBuffer values = ByteBuffer.wrap(entry.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        switch (entry.type()) {
          case F32 -> writer.add(entry.name(), entry.shape(), values.asFloatBuffer());
          case I64 -> writer.add(entry.name(), entry.shape(), values.asLongBuffer());
          default -> throw new AssertionError(entry);
        }
      }
    }
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    writer.write(stream);
    assertArrayEquals(Files.readAllBytes(path(name)), stream.toByteArray());
  }
}
