package org.gradus.datasets.text;

import java.util.Arrays;

/**
 * Cuts text by a tokenizer, and numbers the tokens by a vocabulary.
 *
 * <p>Of the special tokens only {@link SpecialToken#UNKNOWN} is decoded to text, as it stands for
 * some; none is put into what is encoded but that one.
 *
 * @param tokenizer cuts the text
 * @param vocabulary numbers the tokens
 */
public record VocabularyEncoder(Tokenizer tokenizer, Vocabulary vocabulary) implements TextEncoder {
  @Override
  public int size() {
    return vocabulary.size();
  }

  @Override
  public int[] encode(String text) {
    return vocabulary.encode(tokenizer.split(text));
  }

  @Override
  public String decode(int... ids) {
    int[] shown = Arrays.stream(ids).filter(id -> !vocabulary.isSilent(id)).toArray();
    return tokenizer.join(vocabulary.decode(shown));
  }
}
