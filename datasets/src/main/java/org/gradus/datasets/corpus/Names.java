package org.gradus.datasets.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.PythonRandom;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.location.Checksum;
import org.gradus.datasets.location.DataFile;
import org.gradus.datasets.location.DataHome;
import org.gradus.datasets.location.MalformedFileException;
import org.gradus.datasets.sequence.TokenStream;
import org.gradus.datasets.text.Vocabulary;

/**
 * First names, of which a network learns to make up more, character by character.
 *
 * <p>Token 0 is a full stop, which ends a name and stands before its first character, and the
 * letters follow in order.
 *
 * <p>Source: Karpathy, makemore, 2022: the 32,033 most frequent names of the year 2018 by the
 * United States' Social Security Administration.
 */
public final class Names {
  /** The published names. */
  public static final DataFile FILE =
      DataFile.of(
          "makemore/names.txt",
          228_145,
          Checksum.sha256("0a30b5557f192f32ab962680889aac5f6fda0f4cecf40a6d0b5694f58ea8cc4d"),
          "MIT, © 2022 Andrej Karpathy; the names are in the public domain.",
          "https://raw.githubusercontent.com/karpathy/makemore/master/names.txt",
          "https://cdn.jsdelivr.net/gh/karpathy/makemore@master/names.txt");

  private static final String STOP = ".";
  private static final long SEED = 42;

  private final List<String> names;
  private final Vocabulary vocabulary;

  private Names(List<String> names, Vocabulary vocabulary) {
    this.names = List.copyOf(names);
    this.vocabulary = vocabulary;
  }

  /**
   * Reads the published names, from where {@link DataHome#standard} says.
   *
   * @throws org.gradus.datasets.location.DataUnavailableException if they are neither on this
   *     machine nor can be downloaded
   */
  public static Names load() {
    return load(DataHome.standard());
  }

  /**
   * Reads the published names.
   *
   * @throws org.gradus.datasets.location.DataUnavailableException if they are neither on this
   *     machine nor can be downloaded
   */
  public static Names load(DataHome home) {
    return parse(TextFile.read(home, FILE));
  }

  /**
   * Reads names, of any characters, one a line. Empty lines are left out.
   *
   * @throws MalformedFileException if a name has a full stop, which ends names
   */
  public static Names parse(String text) {
    List<String> names = text.lines().map(String::strip).filter(name -> !name.isEmpty()).toList();
    for (String name : names) {
      if (name.contains(STOP)) {
        throw MalformedFileException.of(
            "names", "a name has a full stop", "one without", "\"" + name + "\"");
      }
    }
    String letters = String.join("", names);
    List<String> characters = new ArrayList<>(List.of(STOP));
    letters.codePoints().distinct().sorted().mapToObj(Character::toString).forEach(characters::add);
    return new Names(names, Vocabulary.of(characters));
  }

  /** Returns the names, in order. */
  public List<String> names() {
    return names;
  }

  /** Returns the tokens: the full stop as 0, then the letters of all names, also of other parts. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /**
   * Returns the parts of the names in the order of Python's {@code random.seed(42)}, as in the
   * course.
   */
  public Parts<Names> split() {
    return split(PythonRandom.of(SEED));
  }

  /**
   * Returns the parts of the names in a random order: 80 % for training, 10 % for validation and 10
   * % for testing.
   */
  public Parts<Names> split(RandomSource random) {
    List<String> order = new ArrayList<>(names);
    random.shuffle(order);
    return Parts.cut(order).map(part -> new Names(part, vocabulary));
  }

  /**
   * Returns every character of every name, and the stop at its end, with those before it.
   *
   * @param size the number of characters before it, at least 1; stops where the name has fewer
   * @return inputs INT32 (characters, size), targets INT32 (characters)
   * @throws IllegalArgumentException if the size is below 1
   */
  public Dataset contexts(int size) {
    Settings.requireSize("names", "size", size);
    int[] tokens = stream().toInts();
    int count = tokens.length - 1;
    int[] inputs = new int[Math.multiplyExact(count, size)];
    int nameStart = 0;
    for (int i = 0; i < count; i++) {
      nameStart = tokens[i] == 0 ? i : nameStart;
      int known = Math.min(size, i + 1 - nameStart);
      System.arraycopy(tokens, i + 1 - known, inputs, (i + 1) * size - known, known);
    }
    int[] targets = Arrays.copyOfRange(tokens, 1, tokens.length);
    return Dataset.of(Tensor.of(inputs, Shape.of(count, size)), Tensor.of(targets));
  }

  /** Returns all names as one sequence, with stops before, between and after them. */
  public TokenStream stream() {
    IntStream.Builder tokens = IntStream.builder().add(0);
    for (String name : names) {
      name.codePoints().forEach(c -> tokens.add(vocabulary.id(Character.toString(c))));
      tokens.add(0);
    }
    return TokenStream.of(tokens.build().toArray());
  }
}
