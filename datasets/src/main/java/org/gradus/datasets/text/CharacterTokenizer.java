package org.gradus.datasets.text;

import java.util.List;

/**
 * Cuts text into characters: Unicode code points, of which some take two {@code char}s. Joining
 * them again gives the same text.
 */
public record CharacterTokenizer() implements Tokenizer {
  @Override
  public List<String> split(String text) {
    return text.codePoints().mapToObj(Character::toString).toList();
  }

  @Override
  public String join(List<String> tokens) {
    return String.join("", tokens);
  }
}
