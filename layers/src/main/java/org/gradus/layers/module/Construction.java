package org.gradus.layers.module;

import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.initialization.Initializer;

/**
 * What a module is built with: the type of its parameters, a stream of random numbers of its own,
 * and its path.
 *
 * <p>The stream belongs to the path: the initial values of a module depend on the seed and on where
 * it is, not on the order in which modules are built.
 */
public final class Construction {
  private final DType dtype;
  private final RandomSource random;
  private final String path;

  private Construction(DType dtype, RandomSource random, String path) {
    this.dtype = dtype;
    this.random = random;
    this.path = path;
  }

  /** Returns the construction of a whole network. */
  public static Construction of(DType dtype, RandomSource random) {
    return new Construction(dtype, random, "");
  }

  /** Returns the type of the parameters. */
  public DType dtype() {
    return dtype;
  }

  /** Returns the path of the module that is built. */
  public String path() {
    return path;
  }

  /**
   * Builds a child.
   *
   * @param name its name within the module that is built, by which it is in the paths
   * @param input the shape of what it will be given
   * @return the shape of what it will return
   * @throws ShapeException with the child's path, if the shape does not fit it
   */
  public Shape build(String name, Module child, Shape input) {
    Construction inner =
        new Construction(dtype, random.stream(name), path.isEmpty() ? name : path + "/" + name);
    try {
      return child.build(input, inner);
    } catch (ShapeException e) {
      throw e.at(inner.path);
    }
  }

  /**
   * Creates a parameter of the module that is built.
   *
   * @param name its name within the module
   * @param fans the connections of the weight that the parameter is, or belongs to
   * @param initializer makes the initial value, from the parameter's own stream
   */
  public Parameter parameter(String name, Shape shape, Fans fans, Initializer initializer) {
    return Parameter.of(initializer.create(dtype, shape, fans, random.stream(name)));
  }
}
