package org.gradus.datasets.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.gradus.core.json.Json;
import org.gradus.core.plugin.Settings;

/**
 * Encodes text by pairs of bytes that are merged: frequent words are one token, rare ones several,
 * and there is no unknown one.
 *
 * <p>The tokens 0…255 are the bytes of UTF-8, and each further one is the bytes of two tokens
 * before it, its merge. A piece of text starts as its bytes, and as long as there are two
 * neighbours with a merge, the earliest merge learned is made, from left to right. Decoding what
 * was encoded gives the same text, whatever it is.
 *
 * <pre>{@code
 * BytePairEncoder encoder = BytePairEncoder.learn(List.of(text), 1000, BytePairSplitting.GPT2);
 * int[] ids = encoder.encode("so it goes");
 * }</pre>
 *
 * <p>Learning makes the most frequent pair a token, again and again, and depends on nothing but the
 * texts and their order. Gage, "A new algorithm for data compression", 1994; Sennrich, Haddow and
 * Birch, "Neural machine translation of rare words with subword units", 2016; on bytes Radford et
 * al., "Language models are unsupervised multitask learners", 2019.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class BytePairEncoder implements TextEncoder {
  private static final String NAME = "byte-pair-encoder";
  private static final int BYTES = 256;

  /** How long a token may be; merges from a file could double its length each time. */
  private static final int LONGEST_TOKEN = 256;

  private static final int MOST_TOKENS = 1 << 18;

  private final Stored stored;
  private final MergeTable table;
  private final byte[][] tokens;

  private BytePairEncoder(Stored stored) {
    this.stored = stored;
    this.table = new MergeTable(stored.merges, BYTES);
    this.tokens = new byte[BYTES + stored.merges.length][];
    Arrays.setAll(tokens, i -> new byte[] {(byte) i});
    for (int i = 0; i < stored.merges.length; i++) {
      byte[] left = tokens[stored.merges[i][0]];
      byte[] right = tokens[stored.merges[i][1]];
      byte[] joined = Arrays.copyOf(left, left.length + right.length);
      System.arraycopy(right, 0, joined, left.length, right.length);
      tokens[BYTES + i] = joined;
    }
  }

  /**
   * What is written to JSON.
   *
   * @param merges the two tokens of each merge
   */
  record Stored(BytePairSplitting splitting, int[][] merges) {
    Stored {
      Settings.require(
          merges.length <= MOST_TOKENS - BYTES,
          NAME,
          "the number of merges",
          "at most " + (MOST_TOKENS - BYTES),
          merges.length);
      int[] lengths = new int[BYTES + merges.length];
      Arrays.fill(lengths, 0, BYTES, 1);
      for (int i = 0; i < merges.length; i++) {
        lengths[BYTES + i] = length(merges[i], i, lengths);
      }
    }

    private static int length(int[] merge, int index, int[] lengths) {
      int tokens = BYTES + index;
      boolean valid = merge.length == 2 && Arrays.stream(merge).allMatch(t -> t >= 0 && t < tokens);
      Settings.require(
          valid,
          NAME,
          "merge " + index,
          "two tokens below " + tokens,
          Arrays.toString(Arrays.copyOf(merge, Math.min(merge.length, 3))));
      int length = lengths[merge[0]] + lengths[merge[1]];
      Settings.require(
          length <= LONGEST_TOKEN,
          NAME,
          "the length of token " + tokens,
          "at most " + LONGEST_TOKEN + " bytes",
          length);
      return length;
    }
  }

  /**
   * Learns the merges of pairs that occur at least twice.
   *
   * @param texts to learn from
   * @param size the number of tokens at most, from 256 to 262,144; fewer if no pairs are left
   * @param splitting how text is cut first
   * @throws IllegalArgumentException if the size is out of range, or a text has a surrogate without
   *     its other half
   */
  public static BytePairEncoder learn(
      Iterable<String> texts, int size, BytePairSplitting splitting) {
    Settings.require(
        size >= BYTES && size <= MOST_TOKENS, NAME, "size", BYTES + " to " + MOST_TOKENS, size);
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String text : texts) {
      splitting.split(
          Unicode.requireWellFormed(NAME, text), piece -> counts.merge(piece, 1L, Long::sum));
    }
    List<int[]> words = new ArrayList<>(counts.size());
    counts.keySet().forEach(word -> words.add(bytes(word)));
    long[] weights = counts.values().stream().mapToLong(Long::longValue).toArray();
    int[][] merges =
        new MergeLearning(words, weights)
            .learn(size - BYTES, 2, BYTES, LONGEST_TOKEN).stream()
                .map(merge -> new int[] {merge.left(), merge.right()})
                .toArray(int[][]::new);
    return new BytePairEncoder(new Stored(splitting, merges));
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if the text is malformed, a merge is of tokens that are not
   *     before it or one before it is the same, or a token is longer than 256 bytes
   */
  public static BytePairEncoder fromJson(String json) {
    return new BytePairEncoder(Json.plain().read(json, Stored.class));
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws java.io.UncheckedIOException if the file cannot be read
   * @throws IllegalArgumentException as {@link #fromJson}
   */
  public static BytePairEncoder load(Path file) {
    return fromJson(JsonFile.read(file));
  }

  /** Returns the encoder as {@code {"splitting": "gpt2", "merges": [[116, 104], …]}}. */
  public String toJson() {
    return Json.plain().write(stored);
  }

  /**
   * Writes the encoder as JSON. A file that is there is replaced as a whole, or stays.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public void save(Path file) {
    JsonFile.write(file, toJson());
  }

  @Override
  public int size() {
    return tokens.length;
  }

  /** Returns how text is cut first. */
  public BytePairSplitting splitting() {
    return stored.splitting;
  }

  /**
   * Returns the bytes of a token, of which several together may be a character.
   *
   * @throws IndexOutOfBoundsException if there is no such token
   */
  public byte[] token(int id) {
    return tokens[Objects.checkIndex(id, tokens.length)].clone();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the text has a surrogate without its other half
   */
  @Override
  public int[] encode(String text) {
    IntStream.Builder ids = IntStream.builder();
    Map<String, int[]> known = new HashMap<>();
    stored.splitting.split(
        Unicode.requireWellFormed(NAME, text),
        piece -> {
          for (int id : known.computeIfAbsent(piece, p -> table.apply(bytes(p)))) {
            ids.add(id);
          }
        });
    return ids.build().toArray();
  }

  /**
   * {@inheritDoc}
   *
   * <p>What is not UTF-8, such as the first half of a character, becomes U+FFFD; {@link
   * #decodeBytes} keeps it.
   */
  @Override
  public String decode(int... ids) {
    return new String(decodeBytes(ids), StandardCharsets.UTF_8);
  }

  /**
   * Returns the bytes of tokens.
   *
   * @throws IndexOutOfBoundsException if there is no token of a number
   */
  public byte[] decodeBytes(int... ids) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int id : ids) {
      bytes.writeBytes(tokens[Objects.checkIndex(id, tokens.length)]);
    }
    return bytes.toByteArray();
  }

  private static int[] bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int[] unsigned = new int[bytes.length];
    Arrays.setAll(unsigned, i -> Byte.toUnsignedInt(bytes[i]));
    return unsigned;
  }
}
