package org.gradus.datasets.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradus.core.json.JsonBindingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BytePairEncoderTest {
  private static final String POEM =
      "the cat sat on the mat, the cat's hat that sat there isn't the cat's; we'll see 2024 and"
          + " 2025 – naïve façade, 猫は猫です 🐱🐱!\n\n  the end  ";

  private static final BytePairEncoder ENCODER =
      BytePairEncoder.learn(List.of(POEM), 300, BytePairSplitting.GPT2);

  /**
   * The quick start of Karpathy's minbpe (2024): {@code BasicTokenizer().train("aaabdaaabac", 256 +
   * 3)}.
   */
  @Test
  void encodesAsMinbpe() {
    BytePairEncoder encoder =
        BytePairEncoder.learn(List.of("aaabdaaabac"), 256 + 3, BytePairSplitting.NONE);
    assertArrayEquals(new int[] {258, 100, 258, 97, 99}, encoder.encode("aaabdaaabac"));
    assertEquals("aaabdaaabac", encoder.decode(258, 100, 258, 97, 99));
    assertEquals(259, encoder.size());
    assertEquals("aaab", new String(encoder.token(258), StandardCharsets.UTF_8));
  }

  @Property
  void decodesWhatItEncoded(@ForAll String text, @ForAll @IntRange(max = 40) int from) {
    String wellFormed =
        new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
            + POEM.substring(from).strip();
    assertEquals(wellFormed, ENCODER.decode(ENCODER.encode(wellFormed)));
  }

  /** Merges the earliest pair everywhere until none is left, as the paper's program. */
  private static int[] merged(BytePairEncoder encoder, String piece) {
    List<byte[]> tokens = IntStream.range(0, encoder.size()).mapToObj(encoder::token).toList();
    List<String> texts =
        tokens.stream().map(token -> new String(token, StandardCharsets.ISO_8859_1)).toList();
    List<String> word = new ArrayList<>();
    for (byte one : piece.getBytes(StandardCharsets.UTF_8)) {
      word.add(texts.get(Byte.toUnsignedInt(one)));
    }
    for (int id = 256; id < texts.size(); id++) {
      for (int i = 0; i + 1 < word.size(); i++) {
        if (texts.get(id).equals(word.get(i) + word.get(i + 1))) {
          word.set(i, texts.get(id));
          word.remove(i + 1);
        }
      }
    }
    return word.stream().mapToInt(texts::indexOf).toArray();
  }

  @Property
  void mergesInTheOrderLearned(@ForAll @IntRange(max = 60) int from) {
    BytePairSplitting.GPT2.split(
        POEM.substring(from),
        piece -> assertArrayEquals(merged(ENCODER, piece), ENCODER.encode(piece)));
  }

  /** The last of several spaces goes with the word behind it. */
  @Test
  void cutsAsGpt2() {
    List<String> pieces = new ArrayList<>();
    BytePairSplitting.GPT2.split("Hello world123, I'll  go\n\n now!? ", pieces::add);
    assertEquals(
        List.of("Hello", " world", "123", ",", " I", "'ll", " ", " go", "\n\n", " now", "!?", " "),
        pieces);
  }

  @Test
  void losesNothingInCutting() {
    for (BytePairSplitting splitting : BytePairSplitting.values()) {
      StringBuilder joined = new StringBuilder();
      splitting.split(POEM, joined::append);
      assertEquals(POEM, joined.toString());
    }
  }

  @Test
  void showsHalvesOfCharactersAsReplacements() {
    int[] twoOfThreeBytes = {0xE7, 0x8C};
    assertEquals("\uFFFD", ENCODER.decode(twoOfThreeBytes));
    assertArrayEquals(new byte[] {(byte) 0xE7, (byte) 0x8C}, ENCODER.decodeBytes(twoOfThreeBytes));
  }

  /** A quadratic encoder would take minutes. */
  @Test
  void encodesALongWord() {
    String word = "that".repeat(100_000);
    assertEquals(word, ENCODER.decode(ENCODER.encode(word)));
  }

  @Test
  void isSavedAndLoaded(@TempDir Path folder) {
    Path file = folder.resolve("encoder.json");
    ENCODER.save(file);
    ENCODER.save(file);
    BytePairEncoder loaded = BytePairEncoder.load(file);
    assertEquals(BytePairSplitting.GPT2, loaded.splitting());
    assertEquals(ENCODER.toJson(), loaded.toJson());
    assertArrayEquals(ENCODER.encode(POEM), loaded.encode(POEM));
    assertArrayEquals(new String[] {"encoder.json"}, folder.toFile().list());
  }

  @Test
  void refusesMergesOfWhatIsNotThere() {
    JsonBindingException later =
        assertThrows(
            JsonBindingException.class,
            () -> BytePairEncoder.fromJson("{\"splitting\": \"none\", \"merges\": [[97, 256]]}"));
    assertEquals(
        "[byte-pair-encoder] merge 0 is out of range: expected two tokens below 256, got [97, 256]."
            + " At the root.",
        later.getMessage());
    for (String merge : List.of("[1]", "[1, 2, 3]", "[-1, 4]", "[]")) {
      String json = "{\"splitting\": \"none\", \"merges\": [%s]}".formatted(merge);
      assertThrows(JsonBindingException.class, () -> BytePairEncoder.fromJson(json));
    }
  }

  @Test
  void refusesAMergeThatIsThereTwice() {
    String json = "{\"splitting\": \"none\", \"merges\": [[97, 98], [97, 98]]}";
    IllegalArgumentException twice =
        assertThrows(IllegalArgumentException.class, () -> BytePairEncoder.fromJson(json));
    assertEquals(
        "[byte-pair-encoder] a merge is there twice: expected each once, got [97, 98] again at 1.",
        twice.getMessage());
  }

  /** Each merge would double the length of the last token. */
  @Test
  void refusesTokensThatGrowWithoutBound() {
    StringBuilder merges = new StringBuilder("[97, 97]");
    for (int i = 256; i < 286; i++) {
      merges.append(", [%s, %s]".formatted(i, i));
    }
    String json = "{\"splitting\": \"none\", \"merges\": [%s]}".formatted(merges);
    JsonBindingException bomb =
        assertThrows(JsonBindingException.class, () -> BytePairEncoder.fromJson(json));
    assertEquals(
        "[byte-pair-encoder] the length of token 264 is out of range: expected at most 256 bytes,"
            + " got 512. At the root.",
        bomb.getMessage());
  }

  @Test
  void learnsNoLongerTokensThanItReads() {
    String spaces = " ".repeat(10_000);
    BytePairEncoder encoder = BytePairEncoder.learn(List.of(spaces), 300, BytePairSplitting.GPT2);
    assertEquals(spaces, BytePairEncoder.fromJson(encoder.toJson()).decode(encoder.encode(spaces)));
  }

  @Test
  void refusesWhatIsNoUnicode() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> ENCODER.encode("ab\uD83D!"));
    assertEquals(
        "[byte-pair-encoder] the text is malformed: expected surrogates in pairs, got a single one"
            + " at 2.",
        refused.getMessage());
  }

  @Test
  void refusesSizesOutOfRange() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> BytePairEncoder.learn(List.of("a"), 255, BytePairSplitting.NONE));
    assertEquals(
        "[byte-pair-encoder] size is out of range: expected 256 to 262144, got 255.",
        refused.getMessage());
    assertThrows(IndexOutOfBoundsException.class, () -> ENCODER.decode(300));
    assertThrows(IndexOutOfBoundsException.class, () -> ENCODER.token(-1));
  }
}
