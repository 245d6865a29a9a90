package org.gradus.datasets.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.gradus.core.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Numbers tokens: first the special ones from 0, in the order given, then the others.
 *
 * <pre>{@code
 * Vocabulary words = TokenCounts.of(tokens).vocabulary(2, SpecialToken.PADDING, SpecialToken.UNKNOWN);
 * int[] ids = words.encode(List.of("so", "it", "goes"));
 * }</pre>
 *
 * <p>A token that is not in it is {@link SpecialToken#UNKNOWN} where there is that token, and
 * refused where not. A token that looks like a special one, such as {@code <pad>} in a text, is a
 * token like any other: it never becomes the special one.
 *
 * <p>Immutable, and equal to another one of the same numbers.
 */
public final class Vocabulary {
  private static final String NAME = "vocabulary";

  private final Stored stored;
  private final Map<String, Integer> ids = new HashMap<>();

  private Vocabulary(Stored stored) {
    this.stored = stored;
    for (String token : stored.tokens) {
      ids.put(token, stored.specials.size() + ids.size());
    }
  }

  /** What is written to JSON. */
  record Stored(List<SpecialToken> specials, List<String> tokens) {
    Stored {
      specials = List.copyOf(specials);
      tokens = List.copyOf(tokens);
      if (Set.copyOf(specials).size() < specials.size()) {
        throw new IllegalArgumentException(
            "[vocabulary] a special token is there twice: expected each at most once, got %s."
                .formatted(specials));
      }
      Set<String> seen = new HashSet<>();
      for (String token : tokens) {
        Unicode.requireWellFormed(NAME, token);
        if (!seen.add(token)) {
          throw new IllegalArgumentException(
              "[vocabulary] a token is there twice: expected each once, got \"%s\" again."
                  .formatted(token));
        }
      }
    }
  }

  /**
   * Returns the vocabulary of tokens in their order, after special ones.
   *
   * @throws IllegalArgumentException if a token is given twice, or has a surrogate without its
   *     other half
   */
  public static Vocabulary of(List<String> tokens, SpecialToken... specials) {
    return new Vocabulary(new Stored(List.of(specials), tokens));
  }

  /**
   * Returns the vocabulary of the characters of a text, in the order of their code points, after
   * special ones.
   *
   * @throws IllegalArgumentException as {@link #of}
   */
  public static Vocabulary ofCharacters(String text, SpecialToken... specials) {
    List<String> characters =
        text.codePoints().distinct().sorted().mapToObj(Character::toString).toList();
    return of(characters, specials);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if the text is malformed or no vocabulary
   */
  public static Vocabulary fromJson(String json) {
    return new Vocabulary(Json.plain().read(json, Stored.class));
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws java.io.UncheckedIOException if the file cannot be read
   * @throws IllegalArgumentException if it is malformed or no vocabulary
   */
  public static Vocabulary load(Path file) {
    return fromJson(JsonFile.read(file));
  }

  /** Returns the vocabulary as {@code {"specials": […], "tokens": […]}}. */
  public String toJson() {
    return Json.plain().write(stored);
  }

  /**
   * Writes the vocabulary as JSON. A file that is there is replaced as a whole, or stays.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public void save(Path file) {
    JsonFile.write(file, toJson());
  }

  /** Returns the number of tokens, the special ones included. */
  public int size() {
    return stored.specials.size() + stored.tokens.size();
  }

  /** Returns the special tokens, in the order of their numbers. */
  public List<SpecialToken> specials() {
    return stored.specials;
  }

  /** Returns the tokens in the order of their numbers; special ones as {@link #token}. */
  public List<String> tokens() {
    return Stream.concat(stored.specials.stream().map(SpecialToken::text), stored.tokens.stream())
        .toList();
  }

  /** Returns whether a token has a number of its own. */
  public boolean contains(String token) {
    return ids.containsKey(token);
  }

  /**
   * Returns the number of a token, or that of {@link SpecialToken#UNKNOWN}.
   *
   * @throws IllegalArgumentException if it has no number of its own, and there is no such token
   */
  public int id(String token) {
    @Nullable Integer id = ids.get(token);
    if (id != null) {
      return id;
    }
    int unknown = stored.specials.indexOf(SpecialToken.UNKNOWN);
    if (unknown < 0) {
      throw new IllegalArgumentException(
          ("[vocabulary] the token is not in it: expected one of its %s, got \"%s\". Hint: one with"
                  + " SpecialToken.UNKNOWN takes any.")
              .formatted(ids.size(), token));
    }
    return unknown;
  }

  /**
   * Returns the number of a special token.
   *
   * @throws IllegalArgumentException if this vocabulary was made without it
   */
  public int id(SpecialToken special) {
    int id = stored.specials.indexOf(special);
    if (id < 0) {
      throw new IllegalArgumentException(
          "[vocabulary] the special token is not in it: expected one of %s, got %s."
              .formatted(stored.specials, special));
    }
    return id;
  }

  /**
   * Returns the token of a number; a special one as {@link SpecialToken#text()}.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public String token(int id) {
    Objects.checkIndex(id, size());
    int specials = stored.specials.size();
    return id < specials ? stored.specials.get(id).text() : stored.tokens.get(id - specials);
  }

  /** Returns whether a number is of a token that stands for no text. */
  boolean isSilent(int id) {
    return id >= 0
        && id < stored.specials.size()
        && stored.specials.get(id) != SpecialToken.UNKNOWN;
  }

  /**
   * Returns the numbers of tokens, each as {@link #id(String)}.
   *
   * @throws IllegalArgumentException as {@link #id(String)}
   */
  public int[] encode(List<String> tokens) {
    return tokens.stream().mapToInt(this::id).toArray();
  }

  /**
   * Returns the tokens of numbers, each as {@link #token}.
   *
   * @throws IndexOutOfBoundsException if there is none of a number
   */
  public List<String> decode(int... numbers) {
    List<String> tokens = new ArrayList<>(numbers.length);
    Arrays.stream(numbers).forEach(number -> tokens.add(token(number)));
    return List.copyOf(tokens);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Vocabulary vocabulary && stored.equals(vocabulary.stored);
  }

  @Override
  public int hashCode() {
    return stored.hashCode();
  }

  /** Returns the size and the first tokens. */
  @Override
  public String toString() {
    int shown = Math.min(size(), 10);
    String first = String.join(", ", tokens().subList(0, shown));
    return "Vocabulary of %s: %s%s".formatted(size(), first, shown < size() ? ", …" : "");
  }
}
