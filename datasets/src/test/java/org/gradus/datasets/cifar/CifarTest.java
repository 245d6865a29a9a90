package org.gradus.datasets.cifar;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.gradus.core.tensor.Shape;
import org.gradus.datasets.cifar.Cifar100Config.Labels;
import org.gradus.datasets.image.ByteImages;
import org.gradus.datasets.image.Part;
import org.gradus.datasets.location.MalformedFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small archives of the published layouts. */
class CifarTest {
  @TempDir private Path folder;

  private Path archive(Map<String, byte[]> files) throws IOException {
    Path path = folder.resolve("archive.tar.gz");
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(path)))) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return path;
  }

  /** Returns a record whose red, green and blue are as given, but for a last blue of 7. */
  private static byte[] record(int red, int green, int blue, int... labels) {
    byte[] bytes = new byte[labels.length + 3072];
    for (int i = 0; i < labels.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    for (int i = 0; i < 1024; i++) {
      bytes[labels.length + i] = (byte) red;
      bytes[labels.length + 1024 + i] = (byte) green;
      bytes[labels.length + 2048 + i] = (byte) blue;
    }
    bytes[bytes.length - 1] = 7;
    return bytes;
  }

  private Path cifar10() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i : new int[] {5, 1, 2, 3, 4}) {
      files.put("cifar-10-batches-bin/data_batch_" + i + ".bin", record(i, 20, 200, 9 - i));
    }
    files.put("cifar-10-batches-bin/test_batch.bin", record(1, 2, 3, 0));
    return archive(files);
  }

  @Test
  void batchesOfCifar10AreJoinedInOrder() throws IOException {
    ByteImages train = Cifar10Config.of(Part.TRAIN).readArchive(cifar10());

    assertEquals(Shape.of(3, 32, 32), train.imageShape());
    assertArrayEquals(new int[] {8, 7, 6, 5, 4}, train.targets().toInts());
    for (int i = 0; i < 5; i++) {
      assertEquals(i + 1, train.pixel(i, 0, 31, 31));
      assertEquals(20, train.pixel(i, 1, 0, 0));
      assertEquals(200, train.pixel(i, 2, 31, 30));
      assertEquals(7, train.pixel(i, 2, 31, 31));
    }
  }

  @Test
  void filesOfRecordsAreReadCompressedOrNot() throws IOException {
    byte[] records = Bytes.concat(record(1, 20, 200, 9), record(2, 30, 100, 0));
    Path plain = Files.write(folder.resolve("two.bin"), records);
    Path compressed = folder.resolve("two.bin.gz");
    try (GZIPOutputStream stream = new GZIPOutputStream(Files.newOutputStream(compressed))) {
      stream.write(records);
    }

    for (Path file : List.of(plain, compressed)) {
      ByteImages images = Cifar10Config.readRecords(file);

      assertArrayEquals(new int[] {9, 0}, images.targets().toInts());
      assertEquals("truck", images.classNames().get(9));
      assertEquals(Shape.of(2, 3, 32, 32), images.all().inputs().shape());
      assertEquals(30, images.pixel(1, 1, 0, 0));
    }
  }

  @Test
  void filesThatAreNotOfRecordsAreRefused() throws IOException {
    Path file = Files.write(folder.resolve("photograph.jpg"), new byte[100]);

    MalformedFileException e =
        assertThrows(MalformedFileException.class, () -> Cifar10Config.readRecords(file));

    assertEquals(
        "[%s] the file ends within a record: expected a multiple of 3073 bytes, got 100."
            .formatted(file),
        e.getMessage());
  }

  @Test
  void damagedFilesOfRecordsAreRefused() throws IOException {
    Path file = folder.resolve("cut.bin.gz");
    try (GZIPOutputStream stream = new GZIPOutputStream(Files.newOutputStream(file))) {
      stream.write(record(1, 2, 3, 0));
    }
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) - 8));

    MalformedFileException e =
        assertThrows(MalformedFileException.class, () -> Cifar10Config.readRecords(file));

    assertEquals(
        "[%s] the content is damaged: expected all of it, got an end too early.".formatted(file),
        e.getMessage());
  }

  @Test
  void cifar100HasGroupsAndClasses() throws IOException {
    Path archive =
        archive(
            Map.of(
                "cifar-100-binary/train.bin", record(1, 2, 3, 1, 2),
                "cifar-100-binary/test.bin", record(4, 5, 6, 0, 0),
                "cifar-100-binary/fine_label_names.txt", "apple\nbear\nbee\n".getBytes(US_ASCII),
                "cifar-100-binary/coarse_label_names.txt", "fish\nfruit\n\n".getBytes(US_ASCII)));

    ByteImages fine = Cifar100Config.of(Part.TRAIN).readArchive(archive);
    ByteImages coarse =
        Cifar100Config.of(Part.TRAIN).withLabels(Labels.COARSE).flattened().readArchive(archive);

    assertEquals("bee", fine.classNames().get((int) fine.targets().get(0)));
    assertEquals(List.of("fish", "fruit"), coarse.classNames());
    assertEquals(1, coarse.targets().get(0));
    assertEquals(1, fine.pixel(0, 0, 0, 0));
    assertEquals(Shape.of(1, 3072), coarse.all().inputs().shape());
    assertEquals(4, Cifar100Config.of(Part.TEST).readArchive(archive).pixel(0, 0, 0, 0));
  }

  @Test
  void missingFilesAreNamed() throws IOException {
    Path archive = archive(Map.of("cifar-10-batches-bin/data_batch_2.bin", record(1, 2, 3, 0)));

    assertRefused(
        ("[%s] a file is missing in the archive: expected"
                + " cifar-10-batches-bin/data_batch_1.bin, cifar-10-batches-bin/data_batch_2.bin,"
                + " cifar-10-batches-bin/data_batch_3.bin, cifar-10-batches-bin/data_batch_4.bin,"
                + " cifar-10-batches-bin/data_batch_5.bin, got"
                + " cifar-10-batches-bin/data_batch_2.bin.")
            .formatted(archive),
        Part.TRAIN,
        archive);
  }

  @Test
  void incompleteRecordsAreRefused() throws IOException {
    assertRefused(
        "[cifar-10-batches-bin/test_batch.bin] the file ends within a record: expected a multiple"
            + " of 3073 bytes, got 3074.",
        Part.TEST,
        archive(Map.of("cifar-10-batches-bin/test_batch.bin", new byte[3074])));
  }

  @Test
  void labelsThatAreNoClassAreRefused() throws IOException {
    assertRefused(
        "[cifar-10-batches-bin/test_batch.bin] the label of record 0 is no class: expected 0 to 9,"
            + " got 10.",
        Part.TEST,
        archive(Map.of("cifar-10-batches-bin/test_batch.bin", record(1, 2, 3, 10))));
  }

  private static void assertRefused(String message, Part part, Path archive) {
    MalformedFileException e =
        assertThrows(
            MalformedFileException.class, () -> Cifar10Config.of(part).readArchive(archive));
    assertEquals(message, e.getMessage());
  }
}
