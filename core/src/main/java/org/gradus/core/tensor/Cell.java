package org.gradus.core.tensor;

import org.jspecify.annotations.Nullable;

/** A place of its own for a value that changes; never in a workspace. */
final class Cell {
  private final Shape shape;
  private final Storage storage;

  Cell(Tensor initial) {
    this.shape = initial.shape();
    this.storage = Storage.of(initial.dtype(), Fill.copyOfElements(initial));
  }

  /** Returns the value of now. */
  Tensor read(@Nullable Call leaf) {
    Tensor value = new Tensor(storage, 0, shape);
    if (leaf != null) {
      value.attach(leaf, 0);
    }
    return value;
  }

  void set(String what, Tensor value) {
    if (!value.shape().equals(shape)) {
      throw ShapeException.of(
          what, "the new value does not fit", shape.toString(), value.shape().toString());
    }
    if (value.dtype() != storage.dtype()) {
      throw new DTypeException(what, storage.dtype().toString(), value.dtype());
    }
    Object source = value.array();
    System.arraycopy(source, value.offset(), storage.overwrite(), 0, shape.elements());
  }

  Object overwrite() {
    return storage.overwrite();
  }
}
