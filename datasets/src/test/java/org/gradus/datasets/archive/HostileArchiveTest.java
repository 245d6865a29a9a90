package org.gradus.datasets.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.gradus.datasets.location.MalformedFileException;

/** Archives with some bytes changed are read or refused, and fail in no other way. */
class HostileArchiveTest {
  private Path path = Path.of("");

  @BeforeTry
  void create() throws IOException {
    path = Files.createTempFile("archive", "");
  }

  @AfterTry
  void delete() throws IOException {
    Files.delete(path);
  }

  @Property(tries = 500)
  void changedBytes(
      @ForAll Packing packing,
      @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 3000) Integer> places,
      @ForAll byte value)
      throws IOException {
    byte[] content = new byte[300];
    packing.write(path, List.of(Packing.file("a", content), Packing.file("b/c", content)));
    byte[] bytes = Files.readAllBytes(path);
    for (int place : places) {
      bytes[place % bytes.length] ^= value;
    }
    Files.write(path, bytes);

    try {
      Archive.of(path).read(name -> true);
    } catch (MalformedFileException expected) {
      // Refused; anything else is a failure of this test.
      assert expected.getMessage() != null;
    }
  }
}
