package org.gradus.core.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The expected identities are computed by Python:
 *
 * <pre>
 * def derive(identity, path):
 *   for s in path.split('/'):
 *     h = hashlib.sha256(struct.pack('&lt;QQ', *identity) + s.encode()).digest()
 *     identity = struct.unpack('&lt;QQ', h[:16])
 *   return ['%016x' % v for v in identity]
 * </pre>
 */
class StreamIdentityTest {

  @Test
  void oneSegment() {
    assertEquals(
        new StreamIdentity(0x275b050d76a425aaL, 0xa4abb80549883fd7L),
        StreamIdentity.of(42).derive("dropout"));
  }

  @Test
  void aPath() {
    assertEquals(
        new StreamIdentity(0xf6589fb00fbfd682L, 0xd2e278d179ad0ee1L),
        StreamIdentity.of(42).derive("layer/0/weight"));
  }

  @Test
  void lettersBeyondAscii() {
    assertEquals(
        new StreamIdentity(0x7af001d80122264dL, 0x4cc2cc2df52bb7e9L),
        new StreamIdentity(-1, 7).derive("größe"));
  }

  /** Python: hashlib.sha256(b'numpy-mt19937' + struct.pack('&lt;I', 42)).digest()[:16]. */
  @Test
  void ofAnotherAlgorithm() {
    assertEquals(
        new StreamIdentity(0x65ac2793e5bec99eL, 0x88a8eac495d5e2f2L),
        StreamIdentity.of("numpy-mt19937", new int[] {42}));
  }

  @Property
  void aPathIsItsSegmentsOneAfterTheOther(
      @ForAll long seed,
      @ForAll @AlphaChars @NotEmpty String first,
      @ForAll @AlphaChars @NotEmpty String second) {
    StreamIdentity root = StreamIdentity.of(seed);

    assertEquals(root.derive(first).derive(second), root.derive(first + "/" + second));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "a//b", "/a", "a/"})
  void emptySegmentsAreRefused(String name) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> RandomSource.of(0).stream(name));

    assertEquals(
        "[stream] the name of a stream has an empty segment: expected segments of at least one"
            + " character, separated by '/', got \""
            + name
            + "\".",
        e.getMessage());
  }
}
