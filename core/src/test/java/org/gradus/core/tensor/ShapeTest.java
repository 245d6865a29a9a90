package org.gradus.core.tensor;

import static org.gradus.core.tensor.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {
  @Test
  void knowsSizesElementsAndText() {
    Shape shape = Shape.of(2, 3, 4);
    assertEquals(3, shape.rank());
    assertEquals(24, shape.elements());
    assertEquals(4, shape.size(-1));
    assertEquals(2, shape.size(0));
    assertEquals(12, shape.elements(1, 3));
    assertEquals(1, shape.elements(3, 3));
    assertEquals("(2, 3, 4)", shape.toString());
    assertEquals("()", Shape.SCALAR.toString());
    assertEquals(1, Shape.SCALAR.elements());
    assertSame(Shape.SCALAR, Shape.of());
  }

  @Test
  void isAValueOfItsOwn() {
    int[] sizes = {2, 3};
    Shape shape = Shape.of(sizes);
    sizes[0] = 9;
    shape.toArray()[0] = 9;
    assertEquals(Shape.of(2, 3), shape);
    assertEquals(Shape.of(2, 3).hashCode(), shape.hashCode());
    assertNotEquals(Shape.of(3, 2), shape);
    assertNotEquals(Shape.of(2, 3, 1), shape);
  }

  @Test
  void sizesMayBeZero() {
    assertEquals(0, Shape.of(3, 0, 2).elements());
    assertEquals(Shape.of(3, 1, 2), Shape.of(3, 0, 2).reduced(true, 1));
  }

  @Test
  void negativeSizesAreRefused() {
    assertRefused(
        ShapeException.class,
        "[shape] a size is negative: expected sizes of at least 0, got [2, -1].",
        () -> Shape.of(2, -1));
  }

  @Test
  void tooManyElementsAreRefusedHoweverTheProductOverflows() {
    assertEquals(Integer.MAX_VALUE, Shape.of(Integer.MAX_VALUE, 1).elements());
    assertRefused(
        ShapeException.class,
        "[shape] too many elements for one tensor: expected at most 2147483647, got the product of"
            + " [65536, 32768].",
        () -> Shape.of(1 << 16, 1 << 15));
    assertRefused(
        ShapeException.class,
        "[shape] too many elements for one tensor: expected at most 2147483647, got the product of"
            + " [2147483647, 2147483647, 2147483647, 2147483647].",
        () -> Shape.of(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE));
    // 2⁶⁴, which is 0 in a long.
    assertRefused(
        ShapeException.class,
        "[shape] too many elements for one tensor: expected at most 2147483647, got the product of"
            + " [65536, 65536, 65536, 65536].",
        () -> Shape.of(1 << 16, 1 << 16, 1 << 16, 1 << 16));
  }

  @Test
  void axesCountFromBothEnds() {
    Shape shape = Shape.of(2, 3, 4);
    assertEquals(2, shape.axis("sum", -1));
    assertArrayEquals(new int[] {0, 2}, shape.axes("sum", -1, 0));
    assertArrayEquals(new int[] {0, 1, 2}, shape.axes("sum"));
    AxisException e =
        assertRefused(
            AxisException.class,
            "[sum] axis 3 does not fit: expected one from -3 to 2. Shape: (2, 3, 4).",
            () -> shape.axis("sum", 3));
    assertEquals(3, e.axis());
    assertEquals(shape, e.shape());
    assertRefused(
        AxisException.class,
        "[sum] axis -4 does not fit: expected one from -3 to 2. Shape: (2, 3, 4).",
        () -> shape.axis("sum", -4));
    assertRefused(
        AxisException.class,
        "[sum] axis 0 does not fit: expected no axis, since a scalar has none. Shape: ().",
        () -> Shape.SCALAR.axis("sum", 0));
    assertRefused(
        AxisException.class,
        "[sum] axis 2 does not fit: expected axes that differ, got it twice. Shape: (2, 3, 4).",
        () -> shape.axes("sum", 2, -1));
  }

  @Test
  void broadcastAlignsLastAxes() {
    assertEquals(Shape.of(2, 3), Shape.broadcast("add", Shape.of(2, 3), Shape.of(3)));
    assertEquals(Shape.of(2, 3), Shape.broadcast("add", Shape.of(2, 1), Shape.of(1, 3)));
    assertEquals(Shape.of(4, 2, 3), Shape.broadcast("add", Shape.of(2, 3), Shape.of(4, 1, 1)));
    assertEquals(Shape.of(2, 0), Shape.broadcast("add", Shape.of(2, 1), Shape.of(0)));
    assertEquals(Shape.of(5), Shape.broadcast("add", Shape.SCALAR, Shape.of(5)));
    ShapeException e =
        assertRefused(
            ShapeException.class,
            "[add] shapes do not broadcast: expected equal sizes, or 1, at axis -2, got 2 and 4."
                + " Shapes: (2, 3), (4, 3).",
            () -> Shape.broadcast("add", Shape.of(2, 3), Shape.of(4, 3)));
    assertEquals("add", e.operation());
    assertEquals(List.of(Shape.of(2, 3), Shape.of(4, 3)), e.shapes());
  }

  @Test
  void anExceptionIsLocatedOnce() {
    ShapeException e = ShapeException.of("linear", "wrong", "3", "4", Shape.of(4));
    ShapeException there = e.at("encoder/0");
    assertEquals(
        "[linear] wrong: expected 3, got 4. Shape: (4). At encoder/0.", there.getMessage());
    assertSame(e, there.getCause());
    assertSame(there, there.at("encoder"));
    assertSame(e, e.at(""));
  }
}
