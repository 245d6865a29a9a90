package org.gradus.core.safetensors;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The number format of a tensor in a safetensors file.
 *
 * <p>The constants bear the names that stand in files, in the reference's order of increasing
 * alignment; writers put tensors in descending order, so that every tensor is aligned to its own
 * element size.
 */
public enum StoredType {
  /** Truth values, one byte each: 0 or 1. */
  BOOL(8, Kind.INTEGER),
  /**
   * 4-bit floats with 2 exponent and 1 mantissa bits, two a byte (OCP Microscaling Formats 1.0,
   * 2023). The format leaves their order in a byte open; as in PyTorch the first is in the low
   * bits.
   */
  F4(4, Kind.FLOATING),
  /** 6-bit floats with 2 exponent and 3 mantissa bits (OCP Microscaling Formats 1.0, 2023). */
  F6_E2M3(6, Kind.OPAQUE),
  /** 6-bit floats with 3 exponent and 2 mantissa bits (OCP Microscaling Formats 1.0, 2023). */
  F6_E3M2(6, Kind.OPAQUE),
  /** Unsigned bytes. */
  U8(8, Kind.INTEGER),
  /** Signed bytes. */
  I8(8, Kind.INTEGER),
  /** 8-bit floats with 5 exponent and 2 mantissa bits (Micikevicius et al., 2022). */
  F8_E5M2(8, Kind.FLOATING),
  /**
   * 8-bit floats with 4 exponent and 3 mantissa bits, no infinities (Micikevicius et al., 2022).
   */
  F8_E4M3(8, Kind.FLOATING),
  /** 8-bit powers of two, 2^(−127) … 2^127 and NaN (OCP Microscaling Formats 1.0, 2023). */
  F8_E8M0(8, Kind.FLOATING),
  /**
   * As {@link #F8_E4M3} with bias 8; the only NaN is 0x80, zero is unsigned (Noune et al., 2022).
   */
  F8_E4M3FNUZ(8, Kind.FLOATING),
  /**
   * As {@link #F8_E5M2} with bias 16 and no infinities; the only NaN is 0x80, zero is unsigned
   * (Noune et al., 2022).
   */
  F8_E5M2FNUZ(8, Kind.FLOATING),
  /** Signed integers of 16 bits. */
  I16(16, Kind.INTEGER),
  /** Unsigned integers of 16 bits. */
  U16(16, Kind.INTEGER),
  /** IEEE 754 binary16. */
  F16(16, Kind.FLOATING),
  /** Brain floats: the upper half of IEEE 754 binary32. */
  BF16(16, Kind.FLOATING),
  /** Signed integers of 32 bits. */
  I32(32, Kind.INTEGER),
  /** Unsigned integers of 32 bits. */
  U32(32, Kind.INTEGER),
  /** IEEE 754 binary32. */
  F32(32, Kind.FLOATING),
  /** Complex numbers: real and imaginary part as {@link #F32}. */
  C64(64, Kind.OPAQUE),
  /** IEEE 754 binary64. */
  F64(64, Kind.FLOATING),
  /** Signed integers of 64 bits. */
  I64(64, Kind.INTEGER),
  /** Unsigned integers of 64 bits. */
  U64(64, Kind.INTEGER);

  /** What the values of a type can be read as. */
  enum Kind {
    INTEGER,
    FLOATING,
    /** Bytes only: complex numbers, and numbers whose packing the format leaves open. */
    OPAQUE
  }

  private static final Map<String, StoredType> BY_NAME =
      Arrays.stream(values()).collect(toUnmodifiableMap(StoredType::name, type -> type));

  private final int bits;
  private final Kind kind;

  StoredType(int bits, Kind kind) {
    this.bits = bits;
    this.kind = kind;
  }

  /** Returns the size of one element, in bits. */
  public int bits() {
    return bits;
  }

  Kind kind() {
    return kind;
  }

  /** Returns the type of that name, or nothing where the format has none. */
  static Optional<StoredType> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
