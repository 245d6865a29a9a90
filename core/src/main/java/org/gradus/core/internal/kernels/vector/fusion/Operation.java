package org.gradus.core.internal.kernels.vector.fusion;

/** What a step of a {@link Formula} computes, lane by lane. */
enum Operation {
  /** The element of the run with the number {@code immediate}. */
  LOAD(0),
  /** The one element of the run with the number {@code immediate}, in all lanes. */
  REPEAT(0),
  /** The constant with the number {@code immediate}: a parameter of the function. */
  CONSTANT(0),
  /** The float of the bits {@code immediate}. */
  LITERAL(0),
  ADD(2),
  SUBTRACT(2),
  MULTIPLY(2),
  DIVIDE(2),
  FMA(3),
  NEGATE(1),
  ABS(1),
  MAX(2),
  MIN(2),
  SQRT(1),
  /** Whether the first is greater than the second. */
  GREATER(2),
  /** Whether both are equal. */
  EQUAL(2),
  /** The second where the first, a mask, is set, and the third elsewhere. */
  CHOOSE(3),
  /** The bits of floats. */
  BITS(1),
  /** The floats of bits. */
  FLOATS(1),
  /** The sum with {@code immediate}. */
  PLUS(1),
  /** {@code immediate} less the number. */
  FROM(1),
  /** The difference of two integers. */
  DIFFERENCE(2),
  /** The lesser of the number and {@code immediate}. */
  AT_MOST(1),
  /** The bits that are set in {@code immediate} too. */
  AND(1),
  OR(2),
  XOR(2),
  SHIFT_LEFT(1),
  /** Keeps the sign. */
  SHIFT_RIGHT(1);

  private final int operands;

  Operation(int operands) {
    this.operands = operands;
  }

  /** Returns the number of results of other steps that it takes. */
  int operands() {
    return operands;
  }
}
