package org.gradus.core.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What is written and read back. What is refused is in {@link JsonProblemsTest}. */
class JsonTest {
  private final Json json = Json.plain();

  private enum Mode {
    TRAIN,
    EVAL_ONLY
  }

  private record Everything(
      boolean flag,
      byte tiny,
      short small,
      int medium,
      long large,
      float single,
      double precise,
      String text,
      Mode mode,
      Integer boxed,
      List<Point> points,
      double[] values,
      String[][] table,
      Map<String, List<Mode>> modes,
      Optional<Point> origin,
      Optional<String> none) {}

  private record Point(int x, int y) {}

  private record Floats(float single, double precise) {}

  private record Longs(long large, int medium) {}

  private record Text(String text) {}

  private record Tree(String name, List<Tree> children) {}

  @Test
  void writesEveryTypeInTheOrderOfTheComponents() {
    Map<String, List<Mode>> modes = new LinkedHashMap<>();
    modes.put("b", List.of(Mode.EVAL_ONLY, Mode.TRAIN));
    modes.put("a", List.of());
    Everything everything =
        new Everything(
            true,
            (byte) -128,
            (short) 32767,
            Integer.MIN_VALUE,
            Long.MAX_VALUE,
            0.1f,
            -0.0,
            "a \"quoted\" \n line",
            Mode.EVAL_ONLY,
            7,
            List.of(new Point(1, 2)),
            new double[] {0.5, Double.NEGATIVE_INFINITY},
            new String[][] {{"a"}, {}},
            modes,
            Optional.of(new Point(0, 0)),
            Optional.empty());
    String text =
        """
        {"flag":true,"tiny":-128,"small":32767,"medium":-2147483648,\
        "large":9223372036854775807,"single":0.1,"precise":-0.0,\
        "text":"a \\"quoted\\" \\n line","mode":"eval-only","boxed":7,\
        "points":[{"x":1,"y":2}],"values":[0.5,"-inf"],"table":[["a"],[]],\
        "modes":{"a":[],"b":["eval-only","train"]},\
        "origin":{"x":0,"y":0},"none":null}\
        """;

    assertEquals(text, json.write(everything));
    Everything read = json.read(text, Everything.class);
    assertEquals(text, json.write(read));
    assertEquals(everything.modes(), read.modes());
    assertEquals(everything.points(), read.points());
    assertArrayEquals(everything.values(), read.values());
    assertEquals(everything.origin(), read.origin());
  }

  @Property
  void keepsEveryBitOfFloatingPointNumbers(@ForAll float single, @ForAll double precise) {
    assertSameBits(new Floats(single, precise));
  }

  @Property
  void keepsEveryBitPattern(@ForAll int single, @ForAll long precise) {
    float quiet = Float.intBitsToFloat(single);
    assertSameBits(new Floats(quiet, Double.longBitsToDouble(precise)));
  }

  @Test
  void keepsTheExtremes() {
    float[] singles = {
      Float.NaN, Float.POSITIVE_INFINITY, -0.0f, Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE
    };
    double[] precises = {
      Double.NaN, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE, 0x1p-1022, Double.MAX_VALUE
    };
    for (int i = 0; i < singles.length; i++) {
      assertSameBits(new Floats(singles[i], precises[i]));
    }
    assertEquals(
        "{\"single\":\"nan\",\"precise\":\"nan\"}", json.write(new Floats(Float.NaN, Double.NaN)));
  }

  private void assertSameBits(Floats floats) {
    Floats read = json.read(json.write(floats), Floats.class);
    // All NaNs are one: JSON has a word for it and no payload.
    assertEquals(Float.floatToIntBits(floats.single), Float.floatToIntBits(read.single));
    assertEquals(Double.doubleToLongBits(floats.precise), Double.doubleToLongBits(read.precise));
  }

  @Test
  void roundsDecimalsOnceToTheNearestFloat() {
    // 1 + 2⁻²⁴ + 2⁻⁶⁰ is above the middle of two floats, and as a double it is that middle.
    String above = "1.0000000596046447762";

    assertEquals(
        Math.nextUp(1.0f),
        json.read("{\"single\": " + above + ", \"precise\": 1}", Floats.class).single());
  }

  @Property
  void keepsIntegers(@ForAll long large, @ForAll int medium) {
    Longs longs = new Longs(large, medium);

    assertEquals(longs, json.read(json.write(longs), Longs.class));
  }

  @Property
  void keepsStrings(@ForAll String text) {
    assertEquals(new Text(text), json.read(json.write(new Text(text)), Text.class));
  }

  @Test
  void readsRecordsOfTheirOwnType() {
    Tree tree = new Tree("root", List.of(new Tree("leaf", List.of())));

    assertEquals(tree, json.read(json.write(tree), Tree.class));
  }

  @Test
  void writesEqualRecordsAsEqualText() {
    record Counts(Map<String, Integer> counts) {}
    Map<String, Integer> forwards = new LinkedHashMap<>();
    Map<String, Integer> backwards = new LinkedHashMap<>();
    for (int i = 0; i < 10; i++) {
      forwards.put("key" + i, i);
      backwards.put("key" + (9 - i), 9 - i);
    }

    assertEquals(json.write(new Counts(forwards)), json.write(new Counts(backwards)));
  }

  @Test
  void keepsTheOrderOfAMapThatIsRead() {
    record Counts(Map<String, Integer> counts) {}

    Counts read = json.read("{\"counts\": {\"b\": 1, \"a\": 2}}", Counts.class);

    assertEquals(List.of("b", "a"), List.copyOf(read.counts().keySet()));
  }

  @Test
  void readsUnmodifiableCollections() {
    Tree tree = json.read("{\"name\": \"a\", \"children\": []}", Tree.class);
    List<Tree> children = tree.children();

    assertThrows(UnsupportedOperationException.class, () -> children.add(tree));
  }

  @Test
  void writesForPeople() {
    Tree tree = new Tree("root", List.of(new Tree("leaf", List.of())));

    assertEquals(
        """
        {
          "name": "root",
          "children": [ {
            "name": "leaf",
            "children": []
          } ]
        }\
        """,
        json.pretty().write(tree));
  }

  record Linear(int in, int out, boolean bias, Optional<String> note) {
    @Defaults
    Linear(int in, int out) {
      this(in, out, in > out, Optional.of("none"));
    }
  }

  @Test
  void fillsAbsentKeysFromTheConstructorForDefaults() {
    assertEquals(new Linear(3, 2), json.read("{\"in\": 3, \"out\": 2}", Linear.class));
    assertEquals(
        new Linear(3, 2, false, Optional.of("none")),
        json.read("{\"in\": 3, \"bias\": false, \"out\": 2}", Linear.class));
    assertEquals(
        new Linear(3, 2, true, Optional.empty()),
        json.read("{\"in\": 3, \"out\": 2, \"note\": null}", Linear.class));
  }

  @Test
  void takesAnAbsentOptionalForEmpty() {
    record Note(Optional<String> text) {}

    assertEquals(new Note(Optional.empty()), json.read("{}", Note.class));
  }

  @Test
  void refusesToWriteNull() {
    Text text = new Text(null);
    record Names(List<String> names) {}
    Names names = new Names(Arrays.asList("a", null));

    assertEquals(
        "[Json] component text of Text cannot be written: expected a string, got null.",
        assertThrows(IllegalArgumentException.class, () -> json.write(text)).getMessage());
    assertEquals(
        "[Json] an element cannot be written: expected a string, got null.",
        assertThrows(IllegalArgumentException.class, () -> json.write(names)).getMessage());
  }

  @Test
  void refusesToWriteWhatIsNestedTooDeepToBeRead() {
    Tree tree = new Tree("leaf", List.of());
    for (int i = 0; i < 500; i++) {
      tree = new Tree("", List.of(tree));
    }
    Tree deep = tree;

    assertEquals(
        "[Json] record cannot be written: Document nesting depth (1001) exceeds the maximum allowed"
            + " (1000).",
        assertThrows(IllegalArgumentException.class, () -> json.write(deep)).getMessage());
  }

  @Test
  void checksThatARecordCanBeJson() {
    record Dated(List<Date> dates) {}
    record Keyed(Map<Integer, String> names) {}
    record Generic<T>(T value) {}

    json.check(Everything.class);
    assertUnbound(Dated.class, "dates", "java.util.List<java.util.Date>");
    assertUnbound(Keyed.class, "names", "java.util.Map<java.lang.Integer, java.lang.String>");
    assertUnbound(Generic.class, "value", "T");
  }

  private void assertUnbound(Class<? extends Record> type, String component, String got) {
    assertEquals(
        "["
            + type.getTypeName()
            + "] component "
            + component
            + " cannot be JSON: expected a primitive, String, enum, record, config interface, or a"
            + " List, Optional, array or Map from String of these, got "
            + got
            + ".",
        assertThrows(IllegalArgumentException.class, () -> json.check(type)).getMessage());
  }

  record Misplaced(int in, int out) {
    @Defaults
    Misplaced(long in) {
      this((int) in, 1);
    }
  }

  record Twice(int in, int out) {
    @Defaults
    Twice(int in) {
      this(in, 1);
    }

    @Defaults
    Twice() {
      this(1);
    }
  }

  @Test
  void checksThatDefaultsAreOfLeadingComponents() {
    String expected =
        "@Defaults is misplaced: expected it on one constructor that takes some leading components"
            + " of the record, got it on ";

    assertEquals(
        "[org.gradus.core.json.JsonTest$Misplaced] "
            + expected
            + "org.gradus.core.json.JsonTest$Misplaced(long).",
        assertThrows(IllegalArgumentException.class, () -> json.check(Misplaced.class))
            .getMessage());
    assertEquals(
        "[org.gradus.core.json.JsonTest$Twice] " + expected + "several.",
        assertThrows(IllegalArgumentException.class, () -> json.check(Twice.class)).getMessage());
  }
}
