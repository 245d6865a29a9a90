package org.gradus.datasets.idx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.datasets.archive.ArchiveLimits;
import org.gradus.datasets.location.MalformedFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files are given in hexadecimal digits. */
class IdxArrayTest {
  @TempDir private Path folder;

  private Path file(String hex) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return Files.write(folder.resolve("file"), bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "UNSIGNED_BYTE, 00000801 00000002 ff01, 255, 1",
    "BYTE, 00000901 00000002 ff01, -1, 1",
    "SHORT, 00000b01 00000002 fffe0102, -2, 258",
    "INT, 00000c01 00000002 fffffffe00010000, -2, 65536",
    "FLOAT, 00000d01 00000002 3fc00000bf000000, 1.5, -0.5",
    "DOUBLE, 00000e01 00000002 3ff8000000000000bfe0000000000000, 1.5, -0.5"
  })
  void allTypesOfElements(ElementType type, String hex, double first, double second)
      throws IOException {
    IdxArray array = IdxArray.read(file(hex));

    assertEquals(type, array.type());
    assertEquals(Shape.of(2), array.shape());
    assertEquals(type.dtype(), array.toTensor().dtype());
    assertArrayEquals(
        new double[] {first, second}, array.toTensor().cast(DType.FLOAT64).toDoubles());
  }

  @Test
  void axesAreRowMajor() throws IOException {
    IdxArray array = IdxArray.read(file("00000803 00000001 00000002 00000003 000102030405"));

    assertEquals(Shape.of(1, 2, 3), array.shape());
    assertEquals(5, array.toTensor().get(0, 1, 2));
    assertEquals(Shape.of(0, 2), IdxArray.read(file("00000802 00000000 00000002")).shape());
    assertEquals(7, IdxArray.read(file("00000800 07")).toTensor().item());
  }

  @Test
  void compressedFilesAreDecompressed() throws IOException {
    Path path = folder.resolve("file.gz");
    try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(path))) {
      stream.write(HexFormat.of().parseHex("0000080100000003070809"));
    }

    assertArrayEquals(new int[] {7, 8, 9}, IdxArray.read(path).toTensor().toInts());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "01000801 00000000 | the magic number is not that of IDX: expected 0x00000800 and a type 08,"
            + " 09, 0b to 0e in its third byte, got 0x01000801.",
        "00000a01 00000000 | the magic number is not that of IDX: expected 0x00000800 and a type 08,"
            + " 09, 0b to 0e in its third byte, got 0x00000a01.",
        "00000801 80000000 | the size of axis 0 is out of range: expected 0 to 2147483647, got"
            + " 2147483648.",
        "00000802 7fffffff 7fffffff | the header claims more than a file of this size may hold:"
            + " expected at most 1048576 bytes, got UNSIGNED_BYTE [2147483647, 2147483647].",
        "00000e02 7fffffff 00000000 | the header claims more than a file of this size may hold:"
            + " expected at most 1048576 bytes, got DOUBLE [2147483647, 0].",
        "00000802 7fffffff 00000000 00 | the header claims more than a file of this size may hold:"
            + " expected at most 1048576 bytes, got UNSIGNED_BYTE [2147483647, 0].",
        "00000801 00000002 01 | the content is damaged: expected all of it, got 1 of 2 bytes of"
            + " numbers.",
        "00000801 00000001 0102 | there are bytes behind the last number: expected the file to end,"
            + " got more bytes.",
        "000008 | the content is damaged: expected all of it, got the end of the file in the magic"
            + " number.",
        "00000802 00000001 00 | the content is damaged: expected all of it, got the end of the file"
            + " in the size of axis 1."
      })
  void malformedFilesAreRefused(String hex, String message) throws IOException {
    Path path = file(hex);

    MalformedFileException e =
        assertThrows(MalformedFileException.class, () -> IdxArray.read(path));

    assertEquals("[%s] %s".formatted(path, message), e.getMessage());
  }

  @Test
  void theLimitsHoldForWhatTheHeaderClaims() throws IOException {
    Path path = file("00000801 00000005 0102030405");

    assertEquals(5, IdxArray.read(path).shape().elements());
    assertThrows(
        MalformedFileException.class,
        () -> IdxArray.read(path, ArchiveLimits.standard().withBytes(1, 4)));
  }
}
