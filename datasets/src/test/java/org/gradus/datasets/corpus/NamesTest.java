package org.gradus.datasets.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gradus.core.data.Batch;
import org.gradus.core.random.RandomSource;
import org.gradus.datasets.location.MalformedFileException;
import org.junit.jupiter.api.Test;

class NamesTest {
  private final Names names = Names.parse("emma\r\nava\n\n");

  @Test
  void numbersTheStopAndTheLettersInOrder() {
    assertEquals(List.of("emma", "ava"), names.names());
    assertEquals(List.of(".", "a", "e", "m", "v"), names.vocabulary().decode(0, 1, 2, 3, 4));
  }

  /** The first examples that the course prints for emma: {@code ... -> e}, {@code ..e -> m}. */
  @Test
  void givesEachCharacterThoseBeforeIt() {
    Batch all = names.contexts(3).all();
    List<String> examples = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      String before = String.join("", names.vocabulary().decode(all.inputs().toIntRows()[i]));
      examples.add(before + " -> " + names.vocabulary().token(all.targets().toInts()[i]));
    }
    assertEquals(
        List.of(
            "... -> e",
            "..e -> m",
            ".em -> m",
            "emm -> a",
            "mma -> .",
            "... -> a",
            "..a -> v",
            ".av -> a",
            "ava -> ."),
        examples);
  }

  @Test
  void givesContextsLongerThanNames() {
    int[][] rows = names.contexts(6).all().inputs().toIntRows();
    assertArrayEquals(new int[] {0, 0, 2, 3, 3, 1}, rows[4]);
    assertArrayEquals(new int[] {0, 0, 0, 1, 4, 1}, rows[8]);
    assertThrows(IllegalArgumentException.class, () -> names.contexts(0));
  }

  @Test
  void isOneSequence() {
    assertArrayEquals(new int[] {0, 2, 3, 3, 1, 0, 1, 4, 1, 0}, names.stream().toInts());
  }

  @Test
  void isCutInRandomOrder() {
    String lines = String.join("\n", IntStream.range(0, 25).mapToObj(i -> "n" + i).toList());
    Names all = Names.parse(lines);
    Parts<Names> parts = all.split(RandomSource.of(3));
    assertEquals(20, parts.get(CorpusPart.TRAIN).names().size());
    assertEquals(2, parts.get(CorpusPart.VALIDATION).names().size());
    assertEquals(3, parts.get(CorpusPart.TEST).names().size());
    assertEquals(all.vocabulary(), parts.test().vocabulary());
    List<String> shuffled = new ArrayList<>(all.names());
    RandomSource.of(3).shuffle(shuffled);
    assertEquals(shuffled.subList(20, 22), parts.validation().names());
  }

  @Test
  void refusesNamesWithStops() {
    MalformedFileException refused =
        assertThrows(MalformedFileException.class, () -> Names.parse("emma\nj.r."));
    assertEquals(
        "[names] a name has a full stop: expected one without, got \"j.r.\".",
        refused.getMessage());
  }
}
