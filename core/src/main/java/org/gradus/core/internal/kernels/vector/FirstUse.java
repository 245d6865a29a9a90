package org.gradus.core.internal.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Uses the lane-wise operations of the Vector API once, before any loop is compiled.
 *
 * <p>The Vector API of JDK 17 looks up an operation's implementation in a cache, which a call of a
 * function fills at the operation's first use. Where that happens in compiled code, which expects
 * another function there, the compiler counts traps; it adds them up over all operations of a loop,
 * and from a hundred on (the JVM's {@code PerMethodTrapLimit}) no longer relies on the types of
 * vectors. Long loops, such as that of GELU's derivative, then keep vectors on the heap, for as
 * long as the process runs. When the caches are filled first, compiled code never calls the
 * functions.
 */
final class FirstUse {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private FirstUse() {}

  /** Uses each operation. */
  static void ofOperations() {
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    FloatVector floats =
        one.add(one).sub(one).mul(one).div(one).fma(one, one).max(one).min(one).neg().abs().sqrt();
    VectorMask<Float> mask =
        floats.compare(VectorOperators.GT, one).or(floats.compare(VectorOperators.EQ, one));
    IntVector bits = floats.blend(one, mask).reinterpretAsInts();
    IntVector integers =
        bits.add(1)
            .min(1)
            .and(1)
            .sub(bits)
            .or(bits)
            .lanewise(VectorOperators.XOR, bits)
            .lanewise(VectorOperators.LSHL, 1)
            .lanewise(VectorOperators.ASHR, 1);
    FloatVector result = integers.reinterpretAsFloats();
    result.reduceLanes(VectorOperators.ADD);
    result.reduceLanes(VectorOperators.MAX);
  }
}
