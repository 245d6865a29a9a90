package org.gradus.datasets.location;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChecksumTest {
  @TempDir private Path folder;

  /** Of "abc": RFC 1321 A.5, RFC 3174 7.3 and FIPS 180-4. */
  static Stream<Checksum> ofAbc() {
    return Stream.of(
        Checksum.md5("900150983cd24fb0d6963f7d28e17f72"),
        Checksum.sha1("A9993E364706816ABA3E25717850C26C9CD0D89D"),
        Checksum.sha256("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
  }

  @ParameterizedTest
  @MethodSource("ofAbc")
  void filesAreReduced(Checksum expected) throws IOException {
    assertEquals(expected, expected.of(Files.writeString(folder.resolve("file"), "abc")));
  }

  @Test
  void otherDigitsAreRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Checksum.md5("123"));

    assertEquals(
        "[checksum] MD5 is malformed: expected 32 hexadecimal digits, got \"123\".",
        e.getMessage());
  }
}
