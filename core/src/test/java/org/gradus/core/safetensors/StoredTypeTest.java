package org.gradus.core.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredTypeTest {
  @ParameterizedTest
  @EnumSource
  void everyTypeIsFoundByItsName(StoredType type) {
    assertEquals(Optional.of(type), StoredType.named(type.name()));
  }

  @Test
  void namesAreCaseSensitive() {
    assertEquals(Optional.empty(), StoredType.named("f32"));
  }

  /** A name says its own width: that of its digits, or the sum of its fields' widths. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BOOL")
  void theNumberInANameIsTheSizeInBits(StoredType type) {
    String width = type.name().replaceAll("_.*|[A-Z]", "");
    assertEquals(Integer.parseInt(width), type.bits());
  }

  @Test
  void aTruthValueIsAByte() {
    assertEquals(8, StoredType.BOOL.bits());
  }
}
