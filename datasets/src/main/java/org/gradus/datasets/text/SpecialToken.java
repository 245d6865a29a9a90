package org.gradus.datasets.text;

/**
 * Tokens that stand for something that is not in the text. None of them can come from a text, even
 * one that looks like it: they are asked for by this type alone.
 */
public enum SpecialToken {
  /** Fills sequences up to the length of the longest. */
  PADDING("<pad>"),
  /** Stands for tokens that are not in the vocabulary. */
  UNKNOWN("<unk>"),
  /** Comes before the first token. */
  START("<s>"),
  /** Comes after the last token. */
  END("</s>");

  private final String text;

  SpecialToken(String text) {
    this.text = text;
  }

  /** Returns how the token is shown: {@code <pad>}, {@code <unk>}, {@code <s>}, {@code </s>}. */
  public String text() {
    return text;
  }
}
