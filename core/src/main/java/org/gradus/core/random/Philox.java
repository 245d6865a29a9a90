package org.gradus.core.random;

/**
 * Philox4x32-10, a counter-based generator: a bijection of 128-bit counters, selected by a 64-bit
 * key, whose outputs for successive counters pass BigCrush.
 *
 * <p>With counter words c₀…c₃ and key words k₀, k₁, one of the ten rounds is
 *
 * <pre>
 * (h₀, l₀) ← c₀ · D2511F53₁₆    (h₁, l₁) ← c₂ · CD9E8D57₁₆    (upper and lower 32 bits)
 * (c₀, c₁, c₂, c₃) ← (h₁ xor c₁ xor k₀, l₁, h₀ xor c₃ xor k₁, l₀)
 * (k₀, k₁) ← (k₀ + 9E3779B9₁₆, k₁ + BB67AE85₁₆)
 * </pre>
 *
 * <p>Here c₀ and c₁ are the lower and upper half of the block's number, c₂ and c₃ those of the
 * stream, k₀ and k₁ those of the key. Block n yields words 4n … 4n + 3 of the sequence.
 *
 * <p>Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
 */
final class Philox {
  /** Words of one block. */
  static final int BLOCK = 4;

  private static final int ROUNDS = 10;
  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;
  private static final long LOW = 0xFFFFFFFFL;

  private Philox() {}

  /** Sets the four words from the offset on to those of one block. */
  static void block(StreamIdentity identity, long block, int[] words, int offset) {
    int k0 = (int) identity.key();
    int k1 = (int) (identity.key() >>> 32);
    int c0 = (int) block;
    int c1 = (int) (block >>> 32);
    int c2 = (int) identity.stream();
    int c3 = (int) (identity.stream() >>> 32);
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = MULTIPLIER_0 * (c0 & LOW);
      long product1 = MULTIPLIER_1 * (c2 & LOW);
      c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
      c1 = (int) product1;
      c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
      c3 = (int) product0;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    words[offset] = c0;
    words[offset + 1] = c1;
    words[offset + 2] = c2;
    words[offset + 3] = c3;
  }

  /**
   * Computes many blocks round by round, each counter word in an array of its own. The compiler
   * turns the loop of a round into SIMD code where the processor multiplies 64-bit lanes, which
   * more than doubles the speed of {@link #block}; hence 32-bit words in {@code long} elements.
   */
  static final class Batch {
    /** The most words computed at once: the arrays stay in the first-level cache. */
    static final int WORDS = 1024;

    private final long[] c0;
    private final long[] c1;
    private final long[] c2;
    private final long[] c3;
    private final int[] words;

    /** Prepares for so many words, or for {@value #WORDS} if they are more. */
    Batch(long words) {
      int blocks = (int) ((Math.min(words, WORDS) + BLOCK - 1) / BLOCK);
      c0 = new long[blocks];
      c1 = new long[blocks];
      c2 = new long[blocks];
      c3 = new long[blocks];
      this.words = new int[BLOCK * blocks];
    }

    /** Returns how many words can be computed at once. */
    int words() {
      return words.length;
    }

    /**
     * Returns an array, reused by the next call, that begins with so many words from this block on.
     */
    int[] compute(StreamIdentity identity, long firstBlock, int wordCount) {
      int count = (wordCount + BLOCK - 1) / BLOCK;
      for (int i = 0; i < count; i++) {
        long block = firstBlock + i;
        c0[i] = block & LOW;
        c1[i] = block >>> 32;
        c2[i] = identity.stream() & LOW;
        c3[i] = identity.stream() >>> 32;
      }
      int k0 = (int) identity.key();
      int k1 = (int) (identity.key() >>> 32);
      for (int round = 0; round < ROUNDS; round++) {
        round(c0, c1, c2, c3, k0 & LOW, k1 & LOW, count);
        k0 += WEYL_0;
        k1 += WEYL_1;
      }
      for (int i = 0; i < count; i++) {
        words[BLOCK * i] = (int) c0[i];
        words[BLOCK * i + 1] = (int) c1[i];
        words[BLOCK * i + 2] = (int) c2[i];
        words[BLOCK * i + 3] = (int) c3[i];
      }
      return words;
    }

    private static void round(
        long[] c0, long[] c1, long[] c2, long[] c3, long k0, long k1, int count) {
      for (int i = 0; i < count; i++) {
        long product0 = MULTIPLIER_0 * c0[i];
        long product1 = MULTIPLIER_1 * c2[i];
        c0[i] = (product1 >>> 32) ^ c1[i] ^ k0;
        c1[i] = product1 & LOW;
        c2[i] = (product0 >>> 32) ^ c3[i] ^ k1;
        c3[i] = product0 & LOW;
      }
    }
  }
}
