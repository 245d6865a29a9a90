package org.gradus.core.tensor;

import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.UnaryFunction;
import org.jspecify.annotations.Nullable;

/**
 * An n-dimensional array of numbers, immutable, that remembers how it was computed if a parameter
 * was involved.
 *
 * <pre>{@code
 * Tensor x = Tensor.of(new float[][] {{1, 2}, {3, 4}});
 * Parameter w = Parameter.of(Tensor.ones(2, 1));
 * Tensor loss = x.matmul(w.tensor()).tanh().sum();
 * Tensor dw = loss.backward().of(w);
 * }</pre>
 *
 * <p>Elements are row-major and contiguous; {@link #reshape} shares them. Binary operations
 * broadcast as NumPy's do: aligned at the last axis, sizes are equal or 1. Element types are never
 * mixed silently. Axes may be counted from the end with negative numbers. Here are the everyday
 * operations; the families are in static facades: {@code Elementwise}, {@code Reductions}, {@code
 * Shaping}, {@code Indexing}, {@code LinearAlgebra}.
 */
public final class Tensor {
  private final @Nullable Storage storage;
  private final DType dtype;
  private final int offset;
  private final Shape shape;
  private final int version;
  private @Nullable Call call;
  private int outputIndex;

  Tensor(Storage storage, int offset, Shape shape) {
    this(storage, storage.dtype(), offset, shape, storage.version());
  }

  private Tensor(@Nullable Storage storage, DType dtype, int offset, Shape shape, int version) {
    this.storage = storage;
    this.dtype = dtype;
    this.offset = offset;
    this.shape = shape;
    this.version = version;
  }

  static Tensor allocate(DType dtype, Shape shape) {
    return new Tensor(Scope.current().allocate(dtype, shape.elements()), 0, shape);
  }

  // ---- creation ----

  /** Returns the numbers as a FLOAT32 vector. */
  public static Tensor of(float... values) {
    return new Tensor(Storage.of(values.clone()), 0, Shape.of(values.length));
  }

  /** Returns the numbers as a FLOAT64 vector. */
  public static Tensor of(double... values) {
    return new Tensor(Storage.of(values.clone()), 0, Shape.of(values.length));
  }

  /** Returns the numbers as an INT32 vector. */
  public static Tensor of(int... values) {
    return new Tensor(Storage.of(values.clone()), 0, Shape.of(values.length));
  }

  /**
   * Returns a FLOAT32 matrix.
   *
   * @throws ShapeException if the rows differ in length
   */
  public static Tensor of(float[][] rows) {
    return NestedArrays.toTensor(rows, DType.FLOAT32);
  }

  /**
   * Returns a FLOAT64 matrix.
   *
   * @throws ShapeException if the rows differ in length
   */
  public static Tensor of(double[][] rows) {
    return NestedArrays.toTensor(rows, DType.FLOAT64);
  }

  /**
   * Returns an INT32 matrix.
   *
   * @throws ShapeException if the rows differ in length
   */
  public static Tensor of(int[][] rows) {
    return NestedArrays.toTensor(rows, DType.INT32);
  }

  /**
   * Returns a copy of a flat, row-major array in a shape, as FLOAT32.
   *
   * @throws ShapeException if the array has not the shape's number of elements
   */
  public static Tensor of(float[] values, Shape shape) {
    return new Tensor(Storage.of(values.clone()), 0, Fill.fitting(values.length, shape));
  }

  /** As {@link #of(float[], Shape)}, FLOAT64. */
  public static Tensor of(double[] values, Shape shape) {
    return new Tensor(Storage.of(values.clone()), 0, Fill.fitting(values.length, shape));
  }

  /** As {@link #of(float[], Shape)}, INT32. */
  public static Tensor of(int[] values, Shape shape) {
    return new Tensor(Storage.of(values.clone()), 0, Fill.fitting(values.length, shape));
  }

  /** Returns a FLOAT32 scalar. */
  public static Tensor scalar(float value) {
    return new Tensor(Storage.of(new float[] {value}), 0, Shape.SCALAR);
  }

  /** Returns a FLOAT64 scalar. */
  public static Tensor scalar(double value) {
    return new Tensor(Storage.of(new double[] {value}), 0, Shape.SCALAR);
  }

  /** Returns an INT32 scalar. */
  public static Tensor scalar(int value) {
    return new Tensor(Storage.of(new int[] {value}), 0, Shape.SCALAR);
  }

  /** Returns FLOAT32 zeros. */
  public static Tensor zeros(int... sizes) {
    return zeros(DType.FLOAT32, Shape.of(sizes));
  }

  /** Returns zeros. */
  public static Tensor zeros(DType dtype, Shape shape) {
    return full(dtype, shape, 0);
  }

  /** Returns FLOAT32 ones. */
  public static Tensor ones(int... sizes) {
    return ones(DType.FLOAT32, Shape.of(sizes));
  }

  /** Returns ones. */
  public static Tensor ones(DType dtype, Shape shape) {
    return full(dtype, shape, 1);
  }

  /**
   * Returns a tensor of one number.
   *
   * @throws ArithmeticException if the type is INT32 and the number is not an int
   */
  public static Tensor full(DType dtype, Shape shape, double value) {
    Tensor result = allocate(dtype, shape);
    Fill.constant(result, value);
    return result;
  }

  // ---- what it is ----

  /** Returns the shape. */
  public Shape shape() {
    return shape;
  }

  /** Returns the type of the elements. */
  public DType dtype() {
    return dtype;
  }

  /** Returns the number of axes. */
  public int rank() {
    return shape.rank();
  }

  /** Returns the size along an axis. */
  public int size(int axis) {
    return shape.size(axis);
  }

  /** Returns the number of elements. */
  public int elements() {
    return shape.elements();
  }

  /** Returns whether operations on this tensor are recorded. */
  public boolean isTracked() {
    return call != null;
  }

  // ---- autograd ----

  /**
   * Returns the gradients of this number with respect to all parameters and tracked tensors it was
   * computed from, and lets go of the graph. {@link Backward} has the options.
   *
   * @throws IllegalArgumentException if this is not a single number, or nothing was recorded
   */
  public Gradients backward() {
    return Backward.of(this).run();
  }

  /** Returns the same value as a leaf of its own: operations on it are recorded. */
  public Tensor tracked() {
    if (!dtype.isFloating()) {
      throw new DTypeException("tracked", "FLOAT32 or FLOAT64", dtype);
    }
    Tensor leaf = detach();
    leaf.attach(Call.leaf(), 0);
    return leaf;
  }

  /** Returns the same value as a constant: gradients do not flow through it. */
  public Tensor detach() {
    return view(offset, shape);
  }

  /** Returns a copy with elements of its own, that no workspace recycles; a constant. */
  public Tensor copy() {
    return new Tensor(Storage.of(dtype, Fill.copyOfElements(this)), 0, shape);
  }

  // ---- arithmetic ----

  /** Returns this + other, element by element, broadcast. */
  public Tensor add(Tensor other) {
    return Binary.add(this, other);
  }

  /** Returns this + number. */
  public Tensor add(double number) {
    return Scalars.affine("add", this, 1, number);
  }

  /** Returns this − other, element by element, broadcast. */
  public Tensor sub(Tensor other) {
    return Binary.subtract(this, other);
  }

  /** Returns this − number. */
  public Tensor sub(double number) {
    return Scalars.affine("sub", this, 1, -number);
  }

  /** Returns this · other, element by element, broadcast. */
  public Tensor mul(Tensor other) {
    return Binary.multiply(this, other);
  }

  /** Returns this · number. */
  public Tensor mul(double number) {
    return Scalars.affine("mul", this, number, 0);
  }

  /** Returns this / other, element by element, broadcast. */
  public Tensor div(Tensor other) {
    return Binary.divide(this, other);
  }

  /** Returns this / number. */
  public Tensor div(double number) {
    return Scalars.divide(this, number);
  }

  /** Returns −this. */
  public Tensor neg() {
    return Scalars.affine("neg", this, -1, 0);
  }

  /** Returns this raised to a number, element by element. */
  public Tensor pow(double exponent) {
    return Scalars.power(this, exponent);
  }

  /** Returns this raised to other, element by element, broadcast. */
  public Tensor pow(Tensor other) {
    return Binary.power(this, other);
  }

  /**
   * Returns the matrix product over the last two axes; axes before them broadcast. A vector on the
   * left is a row, on the right a column, and its axis of size 1 is dropped from the result.
   *
   * @throws ShapeException if the inner sizes differ, or an operand is a scalar
   */
  public Tensor matmul(Tensor other) {
    return MatMul.of(this, other);
  }

  /** Returns f of every element. */
  public Tensor map(UnaryFunction f) {
    return Unary.of(f, this);
  }

  /** Returns f of every element and the other's, broadcast. */
  public Tensor combine(BinaryFunction f, Tensor other) {
    return Binary.of(f, this, other);
  }

  /** Returns this · this. */
  public Tensor square() {
    return map(Functions.SQUARE);
  }

  /** Returns √this. */
  public Tensor sqrt() {
    return map(Functions.SQRT);
  }

  /** Returns |this|; the derivative at 0 is 0. */
  public Tensor abs() {
    return map(Functions.ABS);
  }

  /** Returns e^this. */
  public Tensor exp() {
    return map(Functions.EXP);
  }

  /** Returns the natural logarithm. */
  public Tensor log() {
    return map(Functions.LOG);
  }

  /** Returns the hyperbolic tangent. */
  public Tensor tanh() {
    return map(Functions.TANH);
  }

  /** Returns the logistic function 1 / (1 + e^−this). */
  public Tensor sigmoid() {
    return map(Functions.SIGMOID);
  }

  /** Returns max(this, 0); the derivative at 0 is 0. */
  public Tensor relu() {
    return map(Functions.RELU);
  }

  // ---- comparison: INT32 masks of 0 and 1 ----

  /** Returns 1 where this &gt; other, broadcast. */
  public Tensor gt(Tensor other) {
    return Comparison.GREATER.of(this, other);
  }

  /** Returns 1 where this ≥ other, broadcast. */
  public Tensor ge(Tensor other) {
    return Comparison.GREATER_OR_EQUAL.of(this, other);
  }

  /** Returns 1 where this &lt; other, broadcast. */
  public Tensor lt(Tensor other) {
    return Comparison.LESS.of(this, other);
  }

  /** Returns 1 where this ≤ other, broadcast. */
  public Tensor le(Tensor other) {
    return Comparison.LESS_OR_EQUAL.of(this, other);
  }

  /** Returns 1 where this = other, broadcast. */
  public Tensor eq(Tensor other) {
    return Comparison.EQUAL.of(this, other);
  }

  /** Returns 1 where this ≠ other (NaN differs from everything), broadcast. */
  public Tensor ne(Tensor other) {
    return Comparison.NOT_EQUAL.of(this, other);
  }

  // ---- reductions ----

  /** Returns the sum over the axes, all by default; they vanish from the shape. */
  public Tensor sum(int... axes) {
    return Sum.of(this, false, axes);
  }

  /** Returns the mean over the axes, all by default; they vanish from the shape. */
  public Tensor mean(int... axes) {
    return Sum.mean(this, false, axes);
  }

  /** Returns the largest elements over the axes, all by default; ties share the gradient. */
  public Tensor max(int... axes) {
    return Extremum.max(this, false, axes);
  }

  /** Returns the smallest elements over the axes, all by default; ties share the gradient. */
  public Tensor min(int... axes) {
    return Extremum.min(this, false, axes);
  }

  /** Returns the position of the largest element along an axis, the first of equals; INT32. */
  public Tensor argmax(int axis) {
    return Extremum.argmax(this, axis);
  }

  // ---- shaping ----

  /**
   * Returns the same elements in another shape; one size may be −1, and is inferred.
   *
   * @throws ShapeException if the number of elements differs
   */
  public Tensor reshape(int... sizes) {
    return Reshape.of(this, Reshape.inferred(shape, sizes));
  }

  /** Returns the same elements in another shape. */
  public Tensor reshape(Shape newShape) {
    return Reshape.of(this, newShape);
  }

  /** Returns this with the last two axes exchanged. */
  public Tensor transpose() {
    return transpose(-2, -1);
  }

  /** Returns this with two axes exchanged. */
  public Tensor transpose(int axisA, int axisB) {
    return Permute.exchanged(this, axisA, axisB);
  }

  /** Returns this with its axes in another order: axis i of the result is axis order[i] of this. */
  public Tensor permute(int... order) {
    return Permute.of(this, order);
  }

  /** Returns this repeated along axes of size 1 or missing at the front, up to a shape. */
  public Tensor expand(Shape target) {
    return Expand.of(this, target);
  }

  /** Returns this with an axis of size 1 inserted before {@code axis}, in [−rank − 1, rank]. */
  public Tensor unsqueeze(int axis) {
    return Reshape.unsqueeze(this, axis);
  }

  /** Returns this without an axis of size 1. */
  public Tensor squeeze(int axis) {
    return Reshape.squeeze(this, axis);
  }

  /** Returns the elements from {@code from} (inclusive) to {@code to} (exclusive) along an axis. */
  public Tensor slice(int axis, int from, int to) {
    return Slice.of(this, axis, from, to, 1);
  }

  /** Returns element {@code index} along an axis, which vanishes from the shape. */
  public Tensor select(int axis, int index) {
    return Slice.select(this, axis, index);
  }

  /**
   * Returns the elements as another type; to INT32 towards zero. Gradients flow between the
   * floating-point types.
   *
   * @throws ArithmeticException if a number does not fit into an int
   */
  public Tensor cast(DType type) {
    return Cast.of(this, type);
  }

  // ---- reading ----

  /**
   * Returns the only element.
   *
   * @throws ShapeException if there is not exactly one
   */
  public double item() {
    if (elements() != 1) {
      throw ShapeException.of(
          "item", "not a single number", "one element", elements() + " elements", shape);
    }
    return Fill.element(this, 0);
  }

  /**
   * Returns one element.
   *
   * @param index a position for every axis
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public double get(int... index) {
    return Fill.element(this, Fill.position(shape, index));
  }

  /** Returns a copy of the elements of a FLOAT32 tensor, row-major. */
  public float[] toFloats() {
    return (float[]) Fill.copyOfElements(required("toFloats", DType.FLOAT32));
  }

  /** Returns a copy of the elements of a FLOAT64 tensor, row-major. */
  public double[] toDoubles() {
    return (double[]) Fill.copyOfElements(required("toDoubles", DType.FLOAT64));
  }

  /** Returns a copy of the elements of an INT32 tensor, row-major. */
  public int[] toInts() {
    return (int[]) Fill.copyOfElements(required("toInts", DType.INT32));
  }

  /** Returns a copy of a FLOAT32 matrix as its rows. */
  public float[][] toFloatRows() {
    return (float[][]) NestedArrays.toRows(required("toFloatRows", DType.FLOAT32));
  }

  /** Returns a copy of a FLOAT64 matrix as its rows. */
  public double[][] toDoubleRows() {
    return (double[][]) NestedArrays.toRows(required("toDoubleRows", DType.FLOAT64));
  }

  /** Returns a copy of an INT32 matrix as its rows. */
  public int[][] toIntRows() {
    return (int[][]) NestedArrays.toRows(required("toIntRows", DType.INT32));
  }

  private Tensor required(String operation, DType type) {
    if (dtype != type) {
      throw new DTypeException(operation, type + " (cast converts)", dtype);
    }
    return this;
  }

  /**
   * Returns whether shape and type are equal and all elements are close: |a − b| ≤ absolute +
   * relative · |b|. NaN is close to NaN, infinities to themselves.
   *
   * @param other b
   * @param relative ≥ 0
   * @param absolute ≥ 0
   */
  public boolean isClose(Tensor other, double relative, double absolute) {
    return Comparison.isClose(this, other, relative, absolute);
  }

  /** Returns whether the other is a tensor of the same type, shape and elements, bit for bit. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof Tensor tensor && Comparison.sameBits(this, tensor));
  }

  @Override
  public int hashCode() {
    return Comparison.hash(this);
  }

  /** Returns the elements as NumPy prints them, shortened in the middle if there are many. */
  @Override
  public String toString() {
    return TensorFormat.format(this);
  }

  // ---- for this package ----

  Object array() {
    return storage().array(version);
  }

  Storage storage() {
    if (storage == null) {
      throw new IllegalStateException("[tensor] the elements were not kept for backward.");
    }
    return storage;
  }

  void requireFresh() {
    storage().array(version);
  }

  boolean hasElements() {
    return storage != null;
  }

  int offset() {
    return offset;
  }

  @Nullable Call call() {
    return call;
  }

  int outputIndex() {
    return outputIndex;
  }

  void attach(Call producer, int index) {
    call = producer;
    outputIndex = index;
  }

  /** Returns what backward needs to find the producer: shape, type and call. */
  Tensor withoutElements() {
    if (storage == null) {
      return this;
    }
    Tensor stub = new Tensor(null, dtype, 0, shape, 0);
    stub.call = call;
    stub.outputIndex = outputIndex;
    return stub;
  }

  /** Returns a constant over the same elements. */
  Tensor view(int newOffset, Shape newShape) {
    return new Tensor(storage(), dtype, newOffset, newShape, version);
  }
}
