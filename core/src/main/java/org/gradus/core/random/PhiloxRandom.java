package org.gradus.core.random;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * The library's own generator: Philox4x32-10 (Salmon et al. 2011), whose n-th word is a function of
 * the seed and n.
 *
 * <p>A counter-based generator was chosen over the sequential ones of {@code java.util.random},
 * which draw a single number faster, because any part of a sequence can be computed on its own:
 * large buffers are filled with SIMD code and by several threads to the same bits as one after the
 * other, a state is three numbers, and a stream costs nothing until it is drawn from. TensorFlow,
 * JAX and PyTorch on GPUs use this family for the same reasons.
 *
 * <p>The sequence is one of 32-bit words, four to a block; {@code of(seed)} has the seed as key and
 * the blocks 0, 1, 2 … as counter. Every draw uses a fixed number of the next words, except that
 * {@link #nextInt(int)} may reject some:
 *
 * <table>
 * <caption>Words of a draw</caption>
 * <tr><th>draw<th>words<th>value
 * <tr><td>{@code nextInt()}<td>1<td>w
 * <tr><td>{@code nextLong()}<td>2<td>w₀ + 2³² w₁
 * <tr><td>{@code nextFloat()}<td>1<td>⌊w / 2⁸⌋ · 2⁻²⁴
 * <tr><td>{@code nextDouble()}<td>2<td>⌊nextLong / 2¹¹⌋ · 2⁻⁵³, unsigned
 * <tr><td>{@code nextGaussian()}<td>2<td>Φ⁻¹(½ + (⌊nextLong / 2¹¹⌋ + ½) · 2⁻⁵³), signed
 * <tr><td>{@code nextBoolean(p)}<td>1<td>w &lt; p · 2³², rounded
 * <tr><td>{@code fillGaussian(float[])}<td>1<td>Φ⁻¹(½ + (w + ½) · 2⁻³²), w signed
 * </table>
 *
 * <p>Normal draws therefore lie within ±8.3 ({@code double}) and ±6.4 ({@code float}). The other
 * fills are the draws of the same type, one after the other.
 */
public final class PhiloxRandom implements RandomSource {
  static final String ALGORITHM = "philox4x32-10";

  private static final long LOW = 0xFFFFFFFFL;
  private static final long UNLOADED = -1;

  private final StreamIdentity identity;
  private final int[] block = new int[Philox.BLOCK];
  private long loaded = UNLOADED;
  private long position;

  private PhiloxRandom(StreamIdentity identity, long position) {
    this.identity = identity;
    this.position = position;
  }

  /** Returns a source at the start of the sequence of a seed; every number is a good seed. */
  public static PhiloxRandom of(long seed) {
    return new PhiloxRandom(StreamIdentity.of(seed), 0);
  }

  /** Returns a source at the start of the sequence of an identity. */
  static PhiloxRandom of(StreamIdentity identity) {
    return new PhiloxRandom(identity, 0);
  }

  static PhiloxRandom restore(StateFields fields) {
    fields.requireCount(3);
    return new PhiloxRandom(
        new StreamIdentity(fields.longAt(1), fields.longAt(2)), fields.longAt(3));
  }

  @Override
  public PhiloxRandom stream(String name) {
    return of(identity.derive(name));
  }

  /** Returns the number of words drawn since the start of the sequence, modulo 2⁶⁴. */
  public long position() {
    return position;
  }

  /**
   * Returns a new source at any position of the same sequence: to fill a buffer in parallel, give
   * each piece the source at the position of its first word, and {@link #skip} the words of all
   * pieces.
   *
   * @param position in words from the start of the sequence, modulo 2⁶⁴
   */
  public PhiloxRandom at(long position) {
    return new PhiloxRandom(identity, position);
  }

  /**
   * Moves on as if this many words had been drawn, in constant time.
   *
   * @param words modulo 2⁶⁴, so that a negative number moves back
   */
  public void skip(long words) {
    position += words;
  }

  @Override
  public int nextInt() {
    long number = position >>> 2;
    if (number != loaded) {
      Philox.block(identity, number, block, 0);
      loaded = number;
    }
    return block[(int) (position++ & 3)];
  }

  @Override
  public long nextLong() {
    int low = nextInt();
    return join(low, nextInt());
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes the upper half of word · bound and rejects words whose lower half is below 2³² mod
   * bound (Lemire, "Fast random integer generation in an interval", 2019).
   */
  @Override
  public int nextInt(int bound) {
    Arguments.requireBound("nextInt", bound);
    long product = (nextInt() & LOW) * bound;
    if ((product & LOW) < bound) {
      long rejected = (1L << 32) % bound;
      while ((product & LOW) < rejected) {
        product = (nextInt() & LOW) * bound;
      }
    }
    return (int) (product >>> 32);
  }

  @Override
  public float nextFloat() {
    return toFloat(nextInt());
  }

  @Override
  public double nextDouble() {
    return toDouble(nextLong());
  }

  @Override
  public double nextGaussian() {
    return NormalQuantile.apply(toQuantile(nextLong()));
  }

  @Override
  public boolean nextBoolean(double probability) {
    long threshold = threshold("nextBoolean", probability);
    return (nextInt() & LOW) < threshold;
  }

  @Override
  public void fillUniform(float[] values, int offset, int length) {
    Arguments.requireRange("fillUniform", values.length, offset, length);
    draw(
        length,
        1,
        (words, from, start, count) -> {
          for (int i = 0; i < count; i++) {
            values[offset + start + i] = toFloat(words[from + i]);
          }
        });
  }

  @Override
  public void fillUniform(double[] values, int offset, int length) {
    Arguments.requireRange("fillUniform", values.length, offset, length);
    draw(
        length,
        2,
        (words, from, start, count) -> {
          for (int i = 0; i < count; i++) {
            values[offset + start + i] =
                toDouble(join(words[from + 2 * i], words[from + 2 * i + 1]));
          }
        });
  }

  @Override
  public void fillGaussian(float[] values, int offset, int length) {
    Arguments.requireRange("fillGaussian", values.length, offset, length);
    double[] q = new double[Math.min(length, Philox.Batch.WORDS)];
    double[] z = new double[q.length];
    draw(
        length,
        1,
        (words, from, start, count) -> {
          for (int i = 0; i < count; i++) {
            q[i] = toQuantile(words[from + i]);
          }
          NormalQuantile.apply(q, z, count);
          for (int i = 0; i < count; i++) {
            values[offset + start + i] = (float) z[i];
          }
        });
  }

  @Override
  public void fillGaussian(double[] values, int offset, int length) {
    Arguments.requireRange("fillGaussian", values.length, offset, length);
    double[] q = new double[Math.min(length, Philox.Batch.WORDS / 2)];
    double[] z = new double[q.length];
    draw(
        length,
        2,
        (words, from, start, count) -> {
          for (int i = 0; i < count; i++) {
            q[i] = toQuantile(join(words[from + 2 * i], words[from + 2 * i + 1]));
          }
          NormalQuantile.apply(q, z, count);
          System.arraycopy(z, 0, values, offset + start, count);
        });
  }

  @Override
  public void fillBernoulli(
      float[] values, int offset, int length, double probability, float success) {
    Arguments.requireRange("fillBernoulli", values.length, offset, length);
    long threshold = threshold("fillBernoulli", probability);
    int bits = Float.floatToRawIntBits(success);
    draw(
        length,
        1,
        (words, from, start, count) -> {
          for (int i = 0; i < count; i++) {
            values[offset + start + i] =
                Float.intBitsToFloat(bits & (int) below(words[from + i], threshold));
          }
        });
  }

  @Override
  public void fillBernoulli(
      double[] values, int offset, int length, double probability, double success) {
    Arguments.requireRange("fillBernoulli", values.length, offset, length);
    long threshold = threshold("fillBernoulli", probability);
    long bits = Double.doubleToRawLongBits(success);
    draw(
        length,
        1,
        (words, from, start, count) -> {
          for (int i = 0; i < count; i++) {
            values[offset + start + i] =
                Double.longBitsToDouble(bits & below(words[from + i], threshold));
          }
        });
  }

  @Override
  public void fillBernoulli(int[] bits, int offset, int count, double probability) {
    Arguments.requireBits("fillBernoulli", bits, offset, count);
    long threshold = threshold("fillBernoulli", probability);
    Arrays.fill(bits, offset, offset + Arguments.elementsOfBits(count), 0);
    draw(
        count,
        1,
        (words, from, start, drawn) -> {
          for (int i = 0; i < drawn; i++) {
            int bit = start + i;
            bits[offset + bit / Integer.SIZE] |=
                (int) below(words[from + i], threshold) & (1 << bit);
          }
        });
  }

  @Override
  public String state() {
    HexFormat hex = HexFormat.of();
    return String.join(
        ":",
        ALGORITHM,
        hex.toHexDigits(identity.key()),
        hex.toHexDigits(identity.stream()),
        hex.toHexDigits(position));
  }

  @Override
  public String toString() {
    return state();
  }

  /** Takes a run of words for the elements start … start + count − 1 of what is being filled. */
  private interface WordConsumer {
    void accept(int[] words, int from, int start, int count);
  }

  /** Passes on the next words, so many for each element, a batch at a time. */
  private void draw(int elements, int wordsEach, WordConsumer consumer) {
    long needed = Philox.BLOCK + (long) elements * wordsEach;
    Philox.Batch batch = new Philox.Batch(needed);
    for (int start = 0; start < elements; ) {
      int from = (int) (position & 3);
      int count = Math.min(elements - start, (batch.words() - from) / wordsEach);
      int[] words = batch.compute(identity, position >>> 2, from + count * wordsEach);
      consumer.accept(words, from, start, count);
      start += count;
      position += (long) count * wordsEach;
    }
  }

  private static long join(int low, int high) {
    return ((long) high << 32) | (low & LOW);
  }

  private static float toFloat(int word) {
    return (word >>> 8) * 0x1p-24f;
  }

  private static double toDouble(long bits) {
    return (bits >>> 11) * 0x1p-53;
  }

  /** Returns p − ½ for one of the 2³² equally probable p in (0, 1). */
  private static double toQuantile(int word) {
    return (word + 0.5) * 0x1p-32;
  }

  /** Returns p − ½ for one of the 2⁵³ equally probable p in (0, 1). */
  private static double toQuantile(long bits) {
    return ((bits >> 11) + 0.5) * 0x1p-53;
  }

  private static long threshold(String operation, double probability) {
    return Math.round(Arguments.requireProbability(operation, probability) * 0x1p32);
  }

  /**
   * Returns all ones if the word is below the threshold, else 0; a branch would be mispredicted.
   */
  private static long below(int word, long threshold) {
    return ((word & LOW) - threshold) >> 63;
  }
}
