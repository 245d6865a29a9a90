package org.gradus.core.tensor;

import org.gradus.core.pointwise.Abs;
import org.gradus.core.pointwise.Add;
import org.gradus.core.pointwise.Atan2;
import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.Cos;
import org.gradus.core.pointwise.Digamma;
import org.gradus.core.pointwise.Divide;
import org.gradus.core.pointwise.Erf;
import org.gradus.core.pointwise.ErfInverse;
import org.gradus.core.pointwise.Erfc;
import org.gradus.core.pointwise.Exp;
import org.gradus.core.pointwise.Expm1;
import org.gradus.core.pointwise.Floor;
import org.gradus.core.pointwise.Log;
import org.gradus.core.pointwise.Log1p;
import org.gradus.core.pointwise.LogGamma;
import org.gradus.core.pointwise.Maximum;
import org.gradus.core.pointwise.Minimum;
import org.gradus.core.pointwise.Multiply;
import org.gradus.core.pointwise.Pow;
import org.gradus.core.pointwise.Relu;
import org.gradus.core.pointwise.Round;
import org.gradus.core.pointwise.Sigmoid;
import org.gradus.core.pointwise.Sin;
import org.gradus.core.pointwise.Sqrt;
import org.gradus.core.pointwise.Square;
import org.gradus.core.pointwise.Subtract;
import org.gradus.core.pointwise.Tanh;
import org.gradus.core.pointwise.Trigamma;
import org.gradus.core.pointwise.UnaryFunction;

/** The functions that the tensor's own methods and {@link TensorLanes} apply. */
final class Functions {
  static final UnaryFunction ABS = new Abs();
  static final UnaryFunction COS = new Cos();
  static final UnaryFunction DIGAMMA = new Digamma();
  static final UnaryFunction ERF = new Erf();
  static final UnaryFunction ERFC = new Erfc();
  static final UnaryFunction ERF_INVERSE = new ErfInverse();
  static final UnaryFunction EXP = new Exp();
  static final UnaryFunction EXPM1 = new Expm1();
  static final UnaryFunction FLOOR = new Floor();
  static final UnaryFunction LOG = new Log();
  static final UnaryFunction LOG1P = new Log1p();
  static final UnaryFunction LOG_GAMMA = new LogGamma();
  static final UnaryFunction RELU = new Relu();
  static final UnaryFunction ROUND = new Round();
  static final UnaryFunction SIGMOID = new Sigmoid();
  static final UnaryFunction SIN = new Sin();
  static final UnaryFunction SQRT = new Sqrt();
  static final UnaryFunction SQUARE = new Square();
  static final UnaryFunction TANH = new Tanh();
  static final UnaryFunction TRIGAMMA = new Trigamma();

  static final BinaryFunction ADD = new Add();
  static final BinaryFunction ATAN2 = new Atan2();
  static final BinaryFunction DIVIDE = new Divide();
  static final BinaryFunction MAXIMUM = new Maximum();
  static final BinaryFunction MINIMUM = new Minimum();
  static final BinaryFunction MULTIPLY = new Multiply();
  static final BinaryFunction POW = new Pow();
  static final BinaryFunction SUBTRACT = new Subtract();

  private Functions() {}
}
