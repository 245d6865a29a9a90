package org.gradus.optimizers.lbfgs;

/**
 * What is known at a distance along a line.
 *
 * @param t the distance, in multiples of the direction
 * @param value the loss there
 * @param gradient the gradient there
 * @param slope the derivative along the line there
 */
record Point(double t, double value, double[] gradient, double slope) {
  /**
   * Returns the minimum of the cubic through two points and their slopes, within bounds; their
   * middle if there is none, or a point is not finite.
   */
  static double cubicMinimum(Point a, Point b, double least, double most) {
    double d1 = a.slope + b.slope - 3 * (a.value - b.value) / (a.t - b.t);
    double square = d1 * d1 - a.slope * b.slope;
    if (!(square >= 0 && square < Double.POSITIVE_INFINITY)) {
      return (least + most) / 2;
    }
    double d2 = Math.sqrt(square);
    Point left = a.t <= b.t ? a : b;
    Point right = a.t <= b.t ? b : a;
    double part = (right.slope + d2 - d1) / (right.slope - left.slope + 2 * d2);
    double minimum = right.t - (right.t - left.t) * part;
    return Math.min(Math.max(minimum, least), most);
  }
}
