package org.gradus.datasets.mnist1d;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * All numbers of the published data set: the arrays of {@code mnist1d_data.pkl}, each saved by
 * {@code numpy.save} in {@code $GRADUS_DATA/mnist1d}.
 */
@EnabledIfEnvironmentVariable(named = "GRADUS_DATA", matches = ".+")
class PublishedMnist1dTest {
  private static final int NPY_HEADER = 128;

  private final Mnist1d generated = Mnist1dSettings.published().generate();

  @Test
  void signals() throws IOException {
    assertSignals(doubles("x"), generated.x());
    assertSignals(doubles("x_test"), generated.testX());
  }

  private static void assertSignals(double[] expected, double[] actual) {
    assertArrayEquals(expected, actual, 2e-15);
    for (int i = 0; i < expected.length; i++) {
      assertEquals((float) expected[i], (float) actual[i]);
    }
  }

  @Test
  void digits() throws IOException {
    assertArrayEquals(ints("y"), generated.y());
    assertArrayEquals(ints("y_test"), generated.testY());
  }

  @Test
  void templatesAndTimeAreBitEqual() throws IOException {
    assertArrayEquals(doubles("templates_x"), generated.templates());
    assertArrayEquals(doubles("templates_t"), Templates.time());
    assertArrayEquals(doubles("t"), generated.t());
  }

  private static double[] doubles(String name) throws IOException {
    DoubleBuffer buffer = read(name).asDoubleBuffer();
    double[] values = new double[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  private static int[] ints(String name) throws IOException {
    LongBuffer buffer = read(name).asLongBuffer();
    int[] values = new int[buffer.remaining()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.toIntExact(buffer.get(i));
    }
    return values;
  }

  private static ByteBuffer read(String name) throws IOException {
    Path file = Path.of(System.getenv("GRADUS_DATA"), "mnist1d", name + ".npy");
    return ByteBuffer.wrap(Files.readAllBytes(file))
        .position(NPY_HEADER)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN);
  }
}
