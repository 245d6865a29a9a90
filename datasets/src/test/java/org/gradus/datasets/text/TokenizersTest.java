package org.gradus.datasets.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TokenizersTest {
  private final Tokenizer characters = new CharacterTokenizer();

  @Test
  void cutsIntoCharacters() {
    assertEquals(List.of("a", "🐱", "\n"), characters.split("a🐱\n"));
  }

  @Property
  void joinsCharacters(@ForAll String text) {
    assertEquals(text, characters.join(characters.split(text)));
  }

  @Test
  void cutsIntoWords() {
    String text = "Don't stop!  L’été 2024: „naïve” rock'n'roll…";
    assertEquals(
        List.of("Don't", "stop", "!", "L’été", "2024", ":", "„", "naïve", "”", "rock'n'roll", "…"),
        WordTokenizer.words().split(text));
    assertEquals(
        List.of("Don't", "stop!", "L’été", "2024:", "„naïve”", "rock'n'roll…"),
        WordTokenizer.atSpaces().split(text));
    assertEquals(
        List.of("die", "éclairs"), WordTokenizer.words().inLowerCase().split("DIE Éclairs"));
    assertEquals("a b", WordTokenizer.words().join(List.of("a", "b")));
  }

  @Test
  void encodesByAVocabulary() {
    Vocabulary vocabulary =
        Vocabulary.of(List.of("it", "goes"), SpecialToken.PADDING, SpecialToken.UNKNOWN);
    TextEncoder encoder = new VocabularyEncoder(WordTokenizer.words().inLowerCase(), vocabulary);
    assertEquals(4, encoder.size());
    assertArrayEquals(new int[] {1, 2, 3}, encoder.encode("So it Goes"));
    assertEquals("<unk> it goes", encoder.decode(1, 2, 0, 3, 0));
  }
}
