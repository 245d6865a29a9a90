package org.gradus.core.internal.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BackendTest {
  @Test
  void propertyForcesEitherSet() {
    assertEquals("scalar", Backend.choose("scalar").kernels().name());
    assertEquals("vector", Backend.choose("vector").kernels().name());
    assertEquals(
        "Kernels: scalar; as the system property gradus.kernels asks",
        Backend.choose("scalar").message());
  }

  @Test
  void unknownPropertyIsRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Backend.choose("avx"));
    assertEquals(
        "[kernels] The system property gradus.kernels is unknown: expected scalar or vector, got"
            + " \"avx\".",
        e.getMessage());
  }

  @Test
  void descriptionSaysHowWideTheVectorsAre() {
    SimdKernels vector = Backend.vector();
    assertEquals(
        "vector, " + vector.lanes() + " floats (" + vector.lanes() * 32 + " bit)",
        vector.description());
  }

  @Test
  void usedKernelsArePutBack() {
    Kernels before = Backend.current();
    Kernels other = new ScalarKernels();
    try (Backend.Use use = Backend.use(other)) {
      assertSame(other, Backend.current());
    }
    assertSame(before, Backend.current());
  }
}
