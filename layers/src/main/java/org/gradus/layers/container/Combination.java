package org.gradus.layers.container;

import java.util.Arrays;
import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/** What the results of parallel branches become together. */
public enum Combination {
  /** Their sum; they are of one shape. */
  SUM,
  /** Their mean; they are of one shape. */
  MEAN,
  /** Their product, element by element; they are of one shape. */
  PRODUCT,
  /** The largest of each element; they are of one shape. */
  MAXIMUM,
  /** One after another along an axis; they differ there at most. */
  CONCATENATION;

  /**
   * Returns the shape of what results of some shapes become.
   *
   * @param axis the axis of a concatenation, from the end if negative
   * @throws ShapeException if the shapes do not fit
   */
  Shape combined(int axis, Shape... shapes) {
    Shape result = shapes[0];
    for (int i = 1; i < shapes.length; i++) {
      int free = this == CONCATENATION ? result.axis("parallel", axis) : -1;
      boolean fits = shapes[i].rank() == result.rank();
      for (int k = 0; fits && k < result.rank(); k++) {
        fits = k == free || shapes[i].size(k) == result.size(k);
      }
      if (!fits) {
        throw ShapeException.of(
            "parallel",
            "the results of the branches do not fit each other",
            free < 0 ? "one shape" : "shapes that differ at axis " + free + " only",
            "other ones",
            shapes);
      }
      if (free >= 0) {
        result = result.withSize(free, result.size(free) + shapes[i].size(free));
      }
    }
    return result;
  }

  /** Returns what the results become. */
  Tensor combine(int axis, Tensor... results) {
    if (this == CONCATENATION) {
      return Shaping.concatenate(axis, results);
    }
    Tensor all = results[0];
    for (int i = 1; i < results.length; i++) {
      if (!results[i].shape().equals(all.shape())) {
        combined(axis, Arrays.stream(results).map(Tensor::shape).toArray(Shape[]::new));
      }
      all =
          switch (this) {
            case PRODUCT -> all.mul(results[i]);
            case MAXIMUM -> Elementwise.maximum(all, results[i]);
            case SUM, MEAN, CONCATENATION -> all.add(results[i]);
          };
    }
    return this == MEAN ? all.div(results.length) : all;
  }
}
