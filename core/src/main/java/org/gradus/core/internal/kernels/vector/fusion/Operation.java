package org.gradus.core.internal.kernels.vector.fusion;

/** What a step of a {@link Formula} computes, lane by lane. */
enum Operation {
  /** The element of the run with the number {@code immediate}. */
  LOAD(Kind.FLOATS),
  /** The one element of the run with the number {@code immediate}, in all lanes. */
  REPEAT(Kind.FLOATS),
  /** The constant with the number {@code immediate}: a parameter of the function. */
  CONSTANT(Kind.FLOATS),
  /** The float of the bits {@code immediate}. */
  LITERAL(Kind.FLOATS),
  ADD(Kind.FLOATS),
  SUBTRACT(Kind.FLOATS),
  MULTIPLY(Kind.FLOATS),
  DIVIDE(Kind.FLOATS),
  FMA(Kind.FLOATS),
  NEGATE(Kind.FLOATS),
  ABS(Kind.FLOATS),
  MAX(Kind.FLOATS),
  MIN(Kind.FLOATS),
  SQRT(Kind.FLOATS),
  /** Whether the first is greater than the second. */
  GREATER(Kind.MASK),
  /** Whether both are equal. */
  EQUAL(Kind.MASK),
  /** The second where the first, a mask, is set, and the third elsewhere. */
  CHOOSE(Kind.FLOATS),
  /** The bits of floats. */
  BITS(Kind.INTS),
  /** The floats of bits. */
  FLOATS(Kind.FLOATS),
  /** The sum with {@code immediate}. */
  PLUS(Kind.INTS),
  /** {@code immediate} less the number. */
  FROM(Kind.INTS),
  /** The difference of two integers. */
  DIFFERENCE(Kind.INTS),
  /** The lesser of the number and {@code immediate}. */
  AT_MOST(Kind.INTS),
  /** The bits that are set in {@code immediate} too. */
  AND(Kind.INTS),
  OR(Kind.INTS),
  XOR(Kind.INTS),
  SHIFT_LEFT(Kind.INTS),
  /** Keeps the sign. */
  SHIFT_RIGHT(Kind.INTS);

  /** What a step's result is. */
  enum Kind {
    FLOATS,
    INTS,
    MASK
  }

  private final Kind kind;

  Operation(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
