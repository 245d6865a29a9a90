package org.gradus.datasets.text;

/** Turns text into the numbers of tokens, and back. */
public interface TextEncoder {
  /** Returns the number of different tokens; the numbers are from 0 to one less. */
  int size();

  /**
   * Returns the numbers of the tokens of a text.
   *
   * @throws IllegalArgumentException if the text has what cannot be encoded
   */
  int[] encode(String text);

  /**
   * Returns the text of tokens.
   *
   * @throws IndexOutOfBoundsException if there is no token of a number
   */
  String decode(int... ids);
}
