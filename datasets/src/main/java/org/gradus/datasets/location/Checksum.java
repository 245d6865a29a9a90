package org.gradus.datasets.location;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What the bytes of a file are reduced to, to see that they are those expected.
 *
 * @param algorithm how
 * @param hex the result in hexadecimal digits, kept in lower case
 */
public record Checksum(Algorithm algorithm, String hex) {
  private static final int BLOCK = 1 << 16;

  /** How bytes are reduced. Every Java platform has these three. */
  public enum Algorithm {
    /**
     * 128 bits (RFC 1321): finds damage, not forgery. For files whose publishers state no other.
     */
    MD5("MD5", 32),
    /** 160 bits (RFC 3174): finds damage, not forgery. */
    SHA1("SHA-1", 40),
    /** 256 bits (FIPS 180-4). */
    SHA256("SHA-256", 64);

    private final String standardName;
    private final int digits;

    Algorithm(String standardName, int digits) {
      this.standardName = standardName;
      this.digits = digits;
    }

    private MessageDigest start() {
      try {
        return MessageDigest.getInstance(standardName);
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError("every Java platform has " + standardName, e);
      }
    }
  }

  /**
   * Checks the digits.
   *
   * @throws IllegalArgumentException if they are not as many hexadecimal ones as the algorithm has
   */
  public Checksum {
    hex = hex.toLowerCase(Locale.ROOT);
    if (!hex.matches("[0-9a-f]{" + algorithm.digits + "}")) {
      throw new IllegalArgumentException(
          "[checksum] %s is malformed: expected %s hexadecimal digits, got \"%s\"."
              .formatted(algorithm.standardName, algorithm.digits, hex));
    }
  }

  /**
   * Returns an MD5 checksum.
   *
   * @throws IllegalArgumentException if these are not 32 hexadecimal digits
   */
  public static Checksum md5(String hex) {
    return new Checksum(Algorithm.MD5, hex);
  }

  /**
   * Returns a SHA-1 checksum.
   *
   * @throws IllegalArgumentException if these are not 40 hexadecimal digits
   */
  public static Checksum sha1(String hex) {
    return new Checksum(Algorithm.SHA1, hex);
  }

  /**
   * Returns a SHA-256 checksum.
   *
   * @throws IllegalArgumentException if these are not 64 hexadecimal digits
   */
  public static Checksum sha256(String hex) {
    return new Checksum(Algorithm.SHA256, hex);
  }

  /** Returns the checksum of a file by the same algorithm. */
  Checksum of(Path file) throws IOException {
    MessageDigest digest = algorithm.start();
    byte[] block = new byte[BLOCK];
    try (InputStream stream = Files.newInputStream(file)) {
      for (int read = stream.read(block); read >= 0; read = stream.read(block)) {
        digest.update(block, 0, read);
      }
    }
    return new Checksum(algorithm, HexFormat.of().formatHex(digest.digest()));
  }

  /** Returns the algorithm and the digits: {@code SHA-256 9f86d0…}. */
  @Override
  public String toString() {
    return algorithm.standardName + " " + hex;
  }
}
