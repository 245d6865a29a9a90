package org.gradus.core.window;

import static org.gradus.core.tensor.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradus.core.tensor.ShapeException;
import org.junit.jupiter.api.Test;

class WindowTest {
  @Property
  void countsThePositionsWithinThePaddedAxis(
      @ForAll @IntRange(min = 1, max = 5) int kernel,
      @ForAll @IntRange(min = 1, max = 4) int stride,
      @ForAll @IntRange(min = 0, max = 3) int before,
      @ForAll @IntRange(min = 0, max = 3) int after,
      @ForAll @IntRange(min = 1, max = 3) int dilation,
      @ForAll @IntRange(min = 13, max = 30) int size) {
    Window window = new Window(kernel, stride, before, after, dilation);
    int end = size + after;
    int within = 0;
    int begun = 0;
    for (int start = -before; start + window.extent() <= end; start += stride) {
      within++;
    }
    for (int start = -before; start < size && start - stride + window.extent() < end; ) {
      begun++;
      start += stride;
    }
    assertEquals(within, window.positions("test", size));
    assertEquals(begun, window.positionsBegun("test", size));
  }

  @Property
  void samePaddingKeepsTheSize(
      @ForAll @IntRange(min = 1, max = 8) int kernel,
      @ForAll @IntRange(min = 1, max = 4) int dilation,
      @ForAll @IntRange(min = 1, max = 20) int size) {
    Window window = Window.of(kernel).withDilation(dilation).same();
    assertEquals(size, window.positions("test", size));
    assertEquals((kernel - 1) * dilation % 2, window.after() - window.before());
  }

  @Test
  void aLastPositionMayReachBeyondThePadding() {
    // As in PyTorch: 5 elements in windows of 2, and of 3 with padding 1 on 6 elements.
    assertEquals(2, Window.of(2).withStride(2).positions("test", 5));
    assertEquals(3, Window.of(2).withStride(2).positionsBegun("test", 5));
    assertEquals(4, Window.of(3).withStride(2).withPadding(1).positionsBegun("test", 6));
    // A window of 1 moving by 3 would begin in the padding at the end.
    assertEquals(1, Window.of(1).withStride(3).withPadding(0, 1).positionsBegun("test", 3));
  }

  @Test
  void refusesNumbersOutOfRange() {
    assertRefused(
        IllegalArgumentException.class,
        "[window] the kernel is out of range: expected at least 1, got 0.",
        () -> Window.of(0));
    assertRefused(
        IllegalArgumentException.class,
        "[window] the padding is out of range: expected at least 0, got -1.",
        () -> Window.of(2).withPadding(2, -1));
    assertRefused(
        ShapeException.class,
        "[pool] the window is longer than the padded axis: expected at most 4 elements, got 5.",
        () -> Window.of(3).withDilation(2).withPadding(1).positions("pool", 2));
    assertRefused(
        IllegalArgumentException.class,
        "[window] the stride does not fit: expected 1 number or one for each of 1 axes, got 2.",
        () -> Windows.withStride(Windows.of(3), 1, 2));
    assertRefused(
        IllegalArgumentException.class,
        "[window] the number of windows is out of range: expected 1 for sequences or 2 for images,"
            + " got 3.",
        () -> Windows.of(1, 2, 3));
  }

  @Test
  void numbersAreForAllAxesOrForEach() {
    List<Window> windows = Windows.of(3, 5);
    assertEquals(
        List.of(Window.of(3).withStride(2), Window.of(5).withStride(2)),
        Windows.withStride(windows, 2));
    assertEquals(
        List.of(Window.of(3).withPadding(1), Window.of(5).withPadding(2)),
        Windows.withPadding(windows, 1, 2));
  }
}
