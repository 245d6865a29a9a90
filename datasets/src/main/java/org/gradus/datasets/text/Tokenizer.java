package org.gradus.datasets.text;

import java.util.List;

/** Cuts text into tokens, such as characters or words. */
public interface Tokenizer {
  /** Returns the tokens of a text, in order. */
  List<String> split(String text);

  /** Returns a text of tokens, as near to the one that they were cut from as they tell. */
  String join(List<String> tokens);
}
