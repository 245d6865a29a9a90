package org.gradus.datasets.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.datasets.location.MalformedFileException;
import org.gradus.datasets.table.Column.Kind;
import org.gradus.datasets.table.Column.Missing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("table.csv"), text);
  }

  private CsvConfig config(String text, Column target, Column... inputs) throws IOException {
    return CsvConfig.of(file(text).toString(), List.of(inputs), target);
  }

  private void assertRefused(String message, CsvConfig config) {
    MalformedFileException e = assertThrows(MalformedFileException.class, config::load);
    assertEquals(message.replace("FILE", config.file()), e.getMessage());
  }

  @Test
  void columnsBecomeFeatures() throws IOException {
    TableDataset table =
        config(
                """
                colour,size,unused,kind
                red,1.5,x,b
                "green, dark", -2e1 ,y,a

                red,.5,"z
                z",b
                """,
                Column.index("kind"),
                Column.number("size"),
                Column.oneHot("colour"),
                Column.index("colour"))
            .load();

    assertEquals(
        List.of("size", "colour=green, dark", "colour=red", "colour"), table.featureNames());
    assertEquals(List.of("a", "b"), table.classNames());
    assertEquals(Shape.of(3, 4), table.all().inputs().shape());
    assertArrayEquals(
        new float[][] {{1.5f, 0, 1, 1}, {-20, 1, 0, 0}, {0.5f, 0, 1, 1}},
        table.all().inputs().toFloatRows());
    assertArrayEquals(new int[] {1, 0, 1}, table.targets().toInts());
    assertArrayEquals(new int[] {0}, table.get(1).targets().toInts());
    assertEquals(3, table.size());
  }

  @Test
  void numbersCanBeTargets() throws IOException {
    TableDataset table = config("x,y\n1,2\n3,4\n", Column.number("y"), Column.number("x")).load();

    assertEquals(Shape.of(2, 1), table.targets().shape());
    assertEquals(DType.FLOAT32, table.targets().dtype());
    assertEquals(List.of(), table.classNames());
  }

  @Test
  void otherDelimitersAndNoHeader() throws IOException {
    TableDataset table =
        config("1;a\r\n2;b\r\n", Column.index("1"), Column.number("0"))
            .withDelimiter(";")
            .withoutHeader()
            .load();

    assertArrayEquals(new float[] {1, 2}, table.all().inputs().toFloats());
    assertArrayEquals(new int[] {0, 1}, table.targets().toInts());
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
    TableDataset table = config("\ufeffx,y\n1,ä\n", Column.index("y"), Column.number("x")).load();

    assertEquals(List.of("ä"), table.classNames());
  }

  @Test
  void emptyCellsBecomeTheMeanOrACategory() throws IOException {
    TableDataset table =
        config(
                "x,c,y\n1,a,0\nNA,,0\n4,b,0\n?,?,1\n",
                Column.number("y"),
                new Column("x", Kind.NUMBER, Missing.MEAN),
                Column.index("c").withMissing(Missing.CATEGORY))
            .load();

    assertArrayEquals(
        new float[][] {{1, 1}, {2.5f, 0}, {4, 2}, {2.5f, 0}}, table.all().inputs().toFloatRows());
  }

  @Test
  void anotherFileIsReadAlike() throws IOException {
    TableDataset train =
        config(
                "x,c\n1,a\n3,b\n5,c\n",
                Column.index("c"),
                Column.number("x").withMissing(Missing.MEAN),
                Column.oneHot("c"))
            .load();

    TableDataset test = train.readAlike(file("c,x\nc,\nb,7\n"));

    assertArrayEquals(
        new float[][] {{3, 0, 0, 1}, {7, 0, 1, 0}}, test.all().inputs().toFloatRows());
    assertArrayEquals(new int[] {2, 1}, test.targets().toInts());
    Path unseen = file("c,x\nd,1\n");
    MalformedFileException e =
        assertThrows(MalformedFileException.class, () -> train.readAlike(unseen));
    assertEquals(
        "[%s, line 2, column \"c\"] the cell cannot be used: expected a, b, c, got \"d\"."
            .formatted(unseen),
        e.getMessage());
  }

  @Test
  void aTableMayBeOfOneColumnAndOfNoRows() throws IOException {
    assertEquals(2, config("x\n1\n2\n", Column.number("x"), Column.number("x")).load().size());
    TableDataset none = config("x,y\n", Column.index("y"), Column.number("x")).load();
    assertEquals(Shape.of(0, 1), none.all().inputs().shape());
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "1,5", "0x10", "1d", "Infinity", "1e999", "--1"})
  void cellsThatAreNoNumbersAreRefused(String cell) throws IOException {
    assertRefused(
        "[FILE, line 3, column \"x\"] the cell cannot be used: expected a number, got \"%s\"."
            .formatted(cell),
        config("x,y\n1,2\n\"" + cell + "\",3\n", Column.number("y"), Column.number("x")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e39", "-3.5e38"})
  void numbersThatFloat32DoesNotHoldAreRefused(String cell) throws IOException {
    assertRefused(
        "[FILE, line 2, column \"x\"] the cell cannot be used: expected a number, got \"%s\"."
            .formatted(cell),
        config("x,y\n" + cell + ",3\n", Column.number("y"), Column.number("x")));
  }

  /** In time that grows with the square of its length, this cell would take hours. */
  @Test
  void aLongCellIsRefusedAtOnceAndNotRepeatedAsAWhole() throws IOException {
    assertRefused(
        "[FILE, line 2, column \"x\"] the cell cannot be used: expected a number, got \"%s...\"."
            .formatted("1".repeat(77)),
        config("x,y\n" + "1".repeat(2_000_000) + "x,3\n", Column.number("y"), Column.number("x")));
  }

  @Test
  void ofManyCategoriesTheFirstAreSaid() throws IOException {
    StringBuilder text = new StringBuilder("x,c\n");
    IntStream.range(100, 200).forEach(i -> text.append("1,").append(i).append('\n'));
    TableDataset train = config(text.toString(), Column.index("c"), Column.number("x")).load();
    Path unseen = file("x,c\n1,z\n");

    MalformedFileException e =
        assertThrows(MalformedFileException.class, () -> train.readAlike(unseen));

    assertEquals(
        ("[%s, line 2, column \"c\"] the cell cannot be used: expected 100, 101, 102, 103, 104, 105,"
                + " 106, 107, 108, 109 or 90 others, got \"z\".")
            .formatted(unseen),
        e.getMessage());
  }

  @Test
  void emptyCellsAreRefused() throws IOException {
    assertRefused(
        "[FILE, line 2, column \"y\"] the cell cannot be used: expected a value, got \"NA\".",
        config("x,y\n1,NA\n", Column.index("y"), Column.number("x")));
    assertRefused(
        "[FILE, line 2, column \"x\"] the cell cannot be used: expected a column with a number, got"
            + " none.",
        config("x,y\n,1\n", Column.index("y"), Column.number("x").withMissing(Missing.MEAN)));
  }

  @Test
  void linesAreCountedThroughQuotesAndEmptyOnes() throws IOException {
    assertRefused(
        "[FILE, line 6] the row has another number of cells: expected 2, got 3.",
        config("x,y\n\"1\n\n\",1\n\n1,2,3\n", Column.index("y"), Column.index("x")));
  }

  @Test
  void headersAreChecked() throws IOException {
    assertRefused(
        "[FILE] a column is missing: expected \"z\", got x, y.",
        config("x,y\n", Column.index("z"), Column.number("x")));
    assertRefused(
        "[FILE] a column is missing: expected \"lenght\", got width, length. Hint: the nearest is"
            + " \"length\".",
        config("width,length\n", Column.index("lenght"), Column.number("width")));
    assertRefused(
        "[FILE] two columns have one name: expected different names, got \"x\".",
        config("x,x\n", Column.index("x"), Column.number("x")));
  }

  @Test
  void columnsThatNobodyAsksForMayHaveOneName() throws IOException {
    TableDataset table = config("x,,y,\n1,a,2,b\n", Column.number("y"), Column.number("x")).load();

    assertArrayEquals(new float[] {1}, table.all().inputs().toFloats());
    assertArrayEquals(new float[] {2}, table.targets().toFloats());
  }

  @Test
  void quotesThatDoNotMatchAreRefused() throws IOException {
    CsvConfig config = config("x,y\n\"1\"2,3\n", Column.index("y"), Column.number("x"));

    MalformedFileException e = assertThrows(MalformedFileException.class, config::load);

    assertEquals("cells as RFC 4180 quotes them", e.expected());
    assertEquals(config.file(), e.source());
  }

  @Test
  void otherEncodingsAreRefused() throws IOException {
    Path path = Files.write(folder.resolve("latin"), new byte[] {'x', ',', 'y', '\n', (byte) 0xe4});
    CsvConfig config =
        CsvConfig.of(path.toString(), List.of(Column.number("x")), Column.index("y"));

    assertRefused(
        "[FILE] the text cannot be decoded: expected UTF-8, got Input length = 1.", config);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    List<Column> x = List.of(Column.number("x"));
    assertSettings(
        "[csv] inputs is out of range: expected at least one column, got [].",
        () -> CsvConfig.of("f", List.of(), Column.index("y")));
    assertSettings(
        "[csv] target is out of range: expected number or index, got ONE_HOT.",
        () -> CsvConfig.of("f", x, Column.oneHot("y")));
    assertSettings(
        "[csv] target is out of range: expected a column whose empty cells are refused, got MEAN.",
        () -> CsvConfig.of("f", x, Column.number("y").withMissing(Missing.MEAN)));
    assertSettings(
        "[csv] delimiter is out of range: expected one character other than a quote or an end of"
            + " line, got \"||\".",
        () -> CsvConfig.of("f", x, Column.number("y")).withDelimiter("||"));
    assertSettings(
        "[column] missing is out of range: expected refuse or mean for numbers, got CATEGORY.",
        () -> Column.number("y").withMissing(Missing.CATEGORY));
    assertSettings(
        "[column] missing is out of range: expected refuse or category for categories, got MEAN.",
        () -> Column.oneHot("y").withMissing(Missing.MEAN));
  }

  private static void assertSettings(String message, Runnable action) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, action::run);
    assertEquals(message, e.getMessage());
  }
}
