package org.gradus.datasets.text;

import static org.gradus.datasets.text.SpecialToken.END;
import static org.gradus.datasets.text.SpecialToken.PADDING;
import static org.gradus.datasets.text.SpecialToken.START;
import static org.gradus.datasets.text.SpecialToken.UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.gradus.core.json.JsonBindingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyTest {
  private final Vocabulary words = Vocabulary.of(List.of("b", "a", "<pad>"), PADDING, UNKNOWN);

  @Test
  void numbersSpecialTokensFirst() {
    assertEquals(5, words.size());
    assertEquals(List.of(PADDING, UNKNOWN), words.specials());
    assertEquals(0, words.id(PADDING));
    assertArrayEquals(new int[] {2, 3, 1, 2}, words.encode(List.of("b", "a", "z", "b")));
    assertEquals(List.of("<unk>", "a", "b"), words.decode(1, 3, 2));
    assertEquals(List.of("<pad>", "<unk>", "b", "a", "<pad>"), words.tokens());
    assertTrue(words.contains("a"));
    assertFalse(words.contains("z"));
  }

  @Test
  void takesNoTextForASpecialToken() {
    assertEquals(4, words.id("<pad>"));
    assertEquals(1, words.id("<unk>"));
  }

  /** makemore: {@code sorted(list(set(''.join(words))))}, by code points as Python's strings. */
  @Test
  void ordersCharactersByCodePoints() {
    Vocabulary characters = Vocabulary.ofCharacters("b.a\uFF5E🐱b");
    assertEquals(List.of(".", "a", "b", "\uFF5E", "🐱"), characters.decode(0, 1, 2, 3, 4));
  }

  @Test
  void refusesTokensThatItDoesNotKnow() {
    Vocabulary letters = Vocabulary.ofCharacters("abc");
    IllegalArgumentException unknown =
        assertThrows(IllegalArgumentException.class, () -> letters.id("é"));
    assertEquals(
        "[vocabulary] the token is not in it: expected one of its 3, got \"é\". Hint: one with"
            + " SpecialToken.UNKNOWN takes any.",
        unknown.getMessage());
    IllegalArgumentException special =
        assertThrows(IllegalArgumentException.class, () -> words.id(START));
    assertEquals(
        "[vocabulary] the special token is not in it: expected one of [PADDING, UNKNOWN], got"
            + " START.",
        special.getMessage());
    assertThrows(IndexOutOfBoundsException.class, () -> words.token(5));
    assertThrows(IndexOutOfBoundsException.class, () -> words.token(-1));
  }

  @Test
  void refusesWhatIsThereTwice() {
    IllegalArgumentException token =
        assertThrows(IllegalArgumentException.class, () -> Vocabulary.of(List.of("a", "a")));
    assertEquals(
        "[vocabulary] a token is there twice: expected each once, got \"a\" again.",
        token.getMessage());
    List<String> none = List.of();
    IllegalArgumentException special =
        assertThrows(IllegalArgumentException.class, () -> Vocabulary.of(none, END, END));
    assertEquals(
        "[vocabulary] a special token is there twice: expected each at most once, got [END, END].",
        special.getMessage());
  }

  @Test
  void isSavedAndLoaded(@TempDir Path folder) {
    Path file = folder.resolve("words.json");
    words.save(file);
    assertEquals(words, Vocabulary.load(file));
    assertEquals(words.hashCode(), Vocabulary.load(file).hashCode());
    assertEquals(
        "{\"specials\":[\"padding\",\"unknown\"],\"tokens\":[\"b\",\"a\",\"<pad>\"]}",
        words.toJson());
  }

  @Property
  void survivesJson(@ForAll List<String> tokens) {
    List<String> wellFormed =
        tokens.stream()
            .map(token -> token.getBytes(StandardCharsets.UTF_8))
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
            .toList();
    Vocabulary vocabulary = Vocabulary.of(List.copyOf(new LinkedHashSet<>(wellFormed)), END);
    assertEquals(vocabulary, Vocabulary.fromJson(vocabulary.toJson()));
  }

  @Test
  void refusesHostileFiles(@TempDir Path folder) throws IOException {
    JsonBindingException twice =
        assertThrows(
            JsonBindingException.class,
            () -> Vocabulary.fromJson("{\"specials\": [], \"tokens\": [\"a\", \"a\"]}"));
    assertEquals(
        "[vocabulary] a token is there twice: expected each once, got \"a\" again. At the root.",
        twice.getMessage());
    for (String json :
        List.of(
            "",
            "[]",
            "{\"specials\": [\"end\", \"end\"], \"tokens\": []}",
            "{\"specials\": [], \"tokens\": [null]}",
            "{\"specials\": [], \"tokens\": [\"\\ud83d\"]}",
            "{\"specials\": [\"root\"], \"tokens\": []}")) {
      assertThrows(JsonBindingException.class, () -> Vocabulary.fromJson(json), json);
    }
    Path missing = folder.resolve("missing.json");
    assertThrows(UncheckedIOException.class, () -> Vocabulary.load(missing));
    Path binary = Files.write(folder.resolve("binary.json"), new byte[] {(byte) 0xFF, 0});
    assertThrows(UncheckedIOException.class, () -> Vocabulary.load(binary));
    Path within = folder.resolve("no-folder/words.json");
    UncheckedIOException refused =
        assertThrows(UncheckedIOException.class, () -> words.save(within));
    assertTrue(refused.getMessage().startsWith("[file] " + within + " cannot be written: "));
  }

  @Test
  void refusesFilesThatAreTooLarge(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("words.json");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength((1L << 27) + 1);
    }
    assertEquals(
        "[json-file] " + file + " is too large: expected at most 134217728 bytes, got 134217729.",
        assertThrows(IllegalArgumentException.class, () -> Vocabulary.load(file)).getMessage());
  }

  @Test
  void showsItsFirstTokens() {
    assertEquals("Vocabulary of 5: <pad>, <unk>, b, a, <pad>", words.toString());
    assertEquals(
        "Vocabulary of 11: a, b, c, d, e, f, g, h, i, j, …",
        Vocabulary.ofCharacters("abcdefghijk").toString());
  }
}
