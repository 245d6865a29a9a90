package org.gradus.core.random;

import com.google.common.base.Splitter;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * The 128 bits that tell one sequence from another, from which the identities of substreams are
 * derived as {@link RandomSource#stream} says.
 *
 * @param key the key of the Philox generator
 * @param stream the upper half of its counter
 */
record StreamIdentity(long key, long stream) {
  private static final Splitter SEGMENTS = Splitter.on('/');

  /** Returns the identity of a seeded Philox generator. */
  static StreamIdentity of(long seed) {
    return new StreamIdentity(seed, 0);
  }

  /**
   * Returns the identity of a generator that is not itself a Philox generator: SHA-256(ASCII name
   * of the algorithm ‖ its seed as 32-bit words, little-endian), cut to 16 bytes.
   */
  static StreamIdentity of(String algorithm, int[] seed) {
    Hasher hasher = Hashing.sha256().newHasher().putString(algorithm, StandardCharsets.US_ASCII);
    for (int word : seed) {
      hasher.putInt(word);
    }
    return of(hasher);
  }

  private static StreamIdentity of(Hasher hasher) {
    byte[] digest = hasher.hash().asBytes();
    return new StreamIdentity(longAt(digest, 0), longAt(digest, Long.BYTES));
  }

  private static long longAt(byte[] littleEndian, int offset) {
    long value = 0;
    for (int i = Long.BYTES - 1; i >= 0; i--) {
      value = (value << Byte.SIZE) | (littleEndian[offset + i] & 0xFF);
    }
    return value;
  }

  /** Returns the identity of the substream of this path. */
  StreamIdentity derive(String path) {
    StreamIdentity identity = this;
    for (String segment : SEGMENTS.split(path)) {
      if (segment.isEmpty()) {
        throw new IllegalArgumentException(
            "[stream] the name of a stream has an empty segment: expected segments of at least one character, separated by '/', got \"%s\"."
                .formatted(path));
      }
      identity =
          of(
              Hashing.sha256()
                  .newHasher()
                  .putLong(identity.key)
                  .putLong(identity.stream)
                  .putString(segment, StandardCharsets.UTF_8));
    }
    return identity;
  }
}
