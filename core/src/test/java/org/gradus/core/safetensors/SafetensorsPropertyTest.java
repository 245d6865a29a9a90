package org.gradus.core.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SafetensorsPropertyTest {
  /** A tensor with random bytes as values. */
  record Content(String name, StoredType type, long[] shape, byte[] values) {}

  @Provide
  Arbitrary<Content> content() {
    Arbitrary<String> names = unicode().ofMinLength(1).ofMaxLength(12);
    Arbitrary<StoredType> types = Arbitraries.of(StoredType.class);
    Arbitrary<long[]> shapes =
        Arbitraries.longs().between(0, 4).array(long[].class).ofMinSize(0).ofMaxSize(4);
    return Combinators.combine(names, types, shapes, Arbitraries.longs()).as(this::content);
  }

  private Content content(String name, StoredType type, long[] shape, long seed) {
    // An innermost size of a multiple of 4 fills whole bytes in types of 4 and 6 bits.
    long[] whole = Arrays.copyOf(shape, shape.length + (type.bits() < 8 ? 1 : 0));
    if (type.bits() < 8) {
      whole[shape.length] = 4;
    }
    long bits = Arrays.stream(whole).reduce(type.bits(), (a, b) -> a * b);
    byte[] values = new byte[(int) (bits / 8)];
    new Random(seed).nextBytes(values);
    return new Content(name, type, whole, values);
  }

  private static StringArbitrary unicode() {
    return Arbitraries.strings().withCharRange('\0', '\ud7ff').withCharRange('\ue000', '\uffff');
  }

  @Provide
  Arbitrary<List<Content>> contents() {
    return content().list().ofMaxSize(6).uniqueElements(Content::name);
  }

  @Provide
  Arbitrary<Map<String, String>> texts() {
    return Arbitraries.maps(unicode().ofMaxLength(8), unicode().ofMaxLength(8)).ofMaxSize(4);
  }

  private static byte[] write(List<Content> contents, Map<String, String> texts) {
    SafetensorsWriter writer = new SafetensorsWriter();
    texts.forEach(writer::metadata);
    for (Content content : contents) {
      writer.add(content.name(), content.type(), content.shape(), content.values());
    }
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    writer.write(stream);
    return stream.toByteArray();
  }

  @Property
  void whatIsWrittenIsRead(
      @ForAll("contents") List<Content> contents, @ForAll("texts") Map<String, String> texts) {
    byte[] bytes = write(contents, texts);
    SafetensorsFile file = SafetensorsFile.of(bytes);
    assertEquals(texts, file.metadata());
    assertEquals(
        contents.stream().map(Content::name).collect(Collectors.toSet()),
        file.entries().stream().map(SafetensorsEntry::name).collect(Collectors.toSet()));
    for (Content content : contents) {
      SafetensorsEntry entry = file.entry(content.name());
      assertEquals(content.type(), entry.type());
      assertArrayEquals(content.shape(), entry.shape());
      assertArrayEquals(content.values(), entry.bytes());
    }
  }

  /**
   * The header takes a multiple of 8 bytes, so that every tensor is aligned to its element size.
   */
  @Property
  void tensorsAreAligned(@ForAll("contents") List<Content> contents) {
    byte[] bytes = write(contents, Map.of());
    int headerLength = headerLength(bytes);
    assertEquals(0, headerLength % 8);
    var location = Location.of("test");
    byte[] json = Arrays.copyOfRange(bytes, 8, 8 + headerLength);
    for (EntryHeader entry : HeaderParser.parse(json, location).entries()) {
      assertEquals(0, entry.begin() % Math.max(1, entry.type().bits() / 8));
    }
  }

  /** Any bytes changed, inserted or cut: a clean failure, or a file of which everything is read. */
  @Property(tries = 2000)
  void aMutatedFileIsReadOrRejected(
      @ForAll("contents") List<Content> contents,
      @ForAll("texts") Map<String, String> texts,
      @ForAll @IntRange(min = 1, max = 4) int mutations,
      @ForAll Random random) {
    byte[] bytes = write(contents, texts);
    for (int i = 0; i < mutations; i++) {
      bytes = mutate(bytes, random);
    }
    readOrReject(bytes);
  }

  @Property
  void anyBytesAreReadOrRejected(@ForAll @Size(max = 64) byte[] bytes) {
    readOrReject(bytes);
    readOrReject(RawFile.of(bytes));
  }

  private static byte[] mutate(byte[] bytes, Random random) {
    // Half of the mutations use characters that keep the header close to JSON.
    byte[] alphabet = "{}[]\",:0123456789-eE.tfn\\u \u00e9".getBytes(StandardCharsets.UTF_8);
    byte value =
        random.nextBoolean() ? alphabet[random.nextInt(alphabet.length)] : (byte) random.nextInt();
    int position = random.nextInt(bytes.length + 1);
    int length = random.nextInt(bytes.length - position + 1);
    byte[] end = Arrays.copyOfRange(bytes, position, bytes.length);
    byte[] mutated;
    switch (random.nextInt(4)) {
      case 0 -> mutated = Arrays.copyOf(bytes, Math.max(8, position));
      case 1 -> {
        mutated = Arrays.copyOf(bytes, bytes.length + 1);
        System.arraycopy(end, 0, mutated, position + 1, end.length);
        mutated[position] = value;
      }
      case 2 -> {
        mutated = Arrays.copyOf(bytes, bytes.length + length);
        System.arraycopy(end, 0, mutated, position + length, end.length);
      }
      default -> {
        mutated = bytes.clone();
        mutated[Math.min(position, bytes.length - 1)] = value;
      }
    }
    return mutated;
  }

  private static void readOrReject(byte[] bytes) {
    SafetensorsFile file;
    try {
      file = SafetensorsFile.of(bytes);
    } catch (SafetensorsException expected) {
      return;
    }
    long size = 0;
    for (SafetensorsEntry entry : file.entries()) {
      size += entry.bytes().length;
      convert(entry::floats);
      convert(entry::roundedFloats);
      convert(entry::doubles);
      convert(entry::ints);
      convert(entry::longs);
    }
    assertEquals(bytes.length, 8 + headerLength(bytes) + size);
    SafetensorsFile streamed = SafetensorsFile.read(new ByteArrayInputStream(bytes));
    assertEquals(file.entries().toString(), streamed.entries().toString());
  }

  private static int headerLength(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }

  private static void convert(Runnable conversion) {
    try {
      conversion.run();
    } catch (SafetensorsException | InexactValueException expected) {
      // Types that cannot be converted and values that do not fit.
    }
  }
}
