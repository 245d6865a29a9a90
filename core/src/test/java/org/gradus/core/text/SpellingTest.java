package org.gradus.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SpellingTest {
  /** The examples of Wagner and Lowrance (1975), Damerau (1964) and their textbooks. */
  @Test
  void countsEdits() {
    assertEquals(0, Spelling.distance("", ""));
    assertEquals(3, Spelling.distance("", "abc"));
    assertEquals(3, Spelling.distance("kitten", "sitting"));
    assertEquals(3, Spelling.distance("saturday", "sunday"));
    assertEquals(1, Spelling.distance("relu", "rleu"));
    // With no part edited twice; the unrestricted distance would be 2.
    assertEquals(3, Spelling.distance("ca", "abc"));
  }

  @Property
  void isSymmetricAndBoundedByTheLongerWord(
      @ForAll @AlphaChars @StringLength(max = 12) String a,
      @ForAll @AlphaChars @StringLength(max = 12) String b) {
    int distance = Spelling.distance(a, b);

    assertEquals(distance, Spelling.distance(b, a));
    assertEquals(true, distance <= Math.max(a.length(), b.length()));
    assertEquals(a.equals(b), distance == 0);
  }

  @Test
  void findsTheNearestWithinReason() {
    List<String> names = List.of("linear", "bilinear", "relu", "gelu");

    assertEquals(Optional.of("linear"), Spelling.nearest("liner", names));
    assertEquals(Optional.of("relu"), Spelling.nearest("delu", names));
    assertEquals(Optional.of("gelu"), Spelling.nearest("gleu", names));
    assertEquals(Optional.of("bilinear"), Spelling.nearest("bilineaar", names));
    assertEquals(Optional.empty(), Spelling.nearest("attention", names));
    assertEquals(Optional.empty(), Spelling.nearest("", names));
    assertEquals(Optional.empty(), Spelling.nearest("x".repeat(1_000_000), names));
  }

  @Test
  void allowsOneEditOfAShortWord() {
    assertEquals(Optional.of("in"), Spelling.nearest("inn", List.of("in", "out")));
    assertEquals(Optional.empty(), Spelling.nearest("if", List.of("out", "bias")));
  }

  @Test
  void namesThatShareNoLetterAreNotNear() {
    assertEquals(Optional.empty(), Spelling.nearest("z", List.of("x", "y")));
    assertEquals(Optional.empty(), Spelling.nearest("", List.of("x")));
    assertEquals(Optional.of("xy"), Spelling.nearest("y", List.of("x", "xy")));
  }
}
