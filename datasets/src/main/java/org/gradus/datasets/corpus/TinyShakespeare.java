package org.gradus.datasets.corpus;

import org.gradus.datasets.location.Checksum;
import org.gradus.datasets.location.DataFile;
import org.gradus.datasets.location.DataHome;
import org.gradus.datasets.sequence.TokenStream;
import org.gradus.datasets.text.CharacterTokenizer;
import org.gradus.datasets.text.TextEncoder;
import org.gradus.datasets.text.Vocabulary;
import org.gradus.datasets.text.VocabularyEncoder;

/**
 * Scenes of Shakespeare's plays as one sequence of characters, of which the first nine tenths are
 * for training and the last tenth is for validation.
 *
 * <pre>{@code
 * TinyShakespeare plays = TinyShakespeare.load();
 * BatchSource train = plays.train().randomWindows(12, 64, 2000);
 * BatchSource truncated = plays.train().streams(32, 50);
 * }</pre>
 *
 * <p>Source: Karpathy, char-rnn, 2015: 1,115,394 characters, of which 65 differ. The cut is that of
 * nanoGPT: 1,003,854 and 111,540 characters.
 *
 * @param vocabulary the characters of the whole text, in the order of their code points
 * @param train the first nine tenths, rounded down
 * @param validation the rest
 */
public record TinyShakespeare(Vocabulary vocabulary, TokenStream train, TokenStream validation) {
  /** The published text. */
  public static final DataFile FILE =
      DataFile.of(
          "tinyshakespeare/input.txt",
          1_115_394,
          Checksum.sha256("86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed"),
          "The text is in the public domain.",
          "https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt",
          "https://cdn.jsdelivr.net/gh/karpathy/char-rnn@master/data/tinyshakespeare/input.txt",
          "https://storage.googleapis.com/download.tensorflow.org/data/shakespeare.txt");

  /**
   * Reads the published text, from where {@link DataHome#standard} says.
   *
   * @throws org.gradus.datasets.location.DataUnavailableException if it is neither on this machine
   *     nor can be downloaded
   */
  public static TinyShakespeare load() {
    return load(DataHome.standard());
  }

  /**
   * Reads the published text.
   *
   * @throws org.gradus.datasets.location.DataUnavailableException if it is neither on this machine
   *     nor can be downloaded
   */
  public static TinyShakespeare load(DataHome home) {
    return of(TextFile.read(home, FILE));
  }

  /**
   * Cuts any text the same way.
   *
   * @throws IllegalArgumentException if it has a surrogate without its other half
   */
  public static TinyShakespeare of(String text) {
    Vocabulary vocabulary = Vocabulary.ofCharacters(text);
    int[] tokens = new VocabularyEncoder(new CharacterTokenizer(), vocabulary).encode(text);
    TokenStream all = TokenStream.of(tokens);
    int cut = (int) (all.length() * 9L / 10);
    return new TinyShakespeare(vocabulary, all.slice(0, cut), all.slice(cut, all.length()));
  }

  /** Returns the encoder of texts of the same characters. */
  public TextEncoder encoder() {
    return new VocabularyEncoder(new CharacterTokenizer(), vocabulary);
  }
}
