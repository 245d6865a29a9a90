package org.gradus.datasets.idx;

import java.util.Optional;
import java.util.stream.Stream;
import org.gradus.core.tensor.DType;

/** The numbers that an IDX file may hold, all with the highest byte first. */
public enum ElementType {
  /** 0…255. */
  UNSIGNED_BYTE(0x08, 1, DType.INT32),
  /** −128…127. */
  BYTE(0x09, 1, DType.INT32),
  /** 16 bits, signed. */
  SHORT(0x0b, 2, DType.INT32),
  /** 32 bits, signed. */
  INT(0x0c, 4, DType.INT32),
  /** 32 bits of IEEE 754. */
  FLOAT(0x0d, 4, DType.FLOAT32),
  /** 64 bits of IEEE 754. */
  DOUBLE(0x0e, 8, DType.FLOAT64);

  private final int code;
  private final int bytes;
  private final DType dtype;

  ElementType(int code, int bytes, DType dtype) {
    this.code = code;
    this.bytes = bytes;
    this.dtype = dtype;
  }

  /** Returns the type of a code in a header. */
  static Optional<ElementType> ofCode(int code) {
    return Stream.of(values()).filter(type -> type.code == code).findFirst();
  }

  /** Returns how many bytes a number has. */
  int bytes() {
    return bytes;
  }

  /** Returns the type of tensor that holds these numbers exactly. */
  DType dtype() {
    return dtype;
  }
}
