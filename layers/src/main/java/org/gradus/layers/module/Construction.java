package org.gradus.layers.module;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Buffer;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.initialization.Initializer;
import org.jspecify.annotations.Nullable;

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
  private final @Nullable StoredValues stored;
  private final Initialization initialization;
  private final @Nullable Module owner;
  private final String path;

  /** Where each module was built first, of the whole network. */
  private final Map<Module, String> places;

  private Construction(
      DType dtype,
      RandomSource random,
      @Nullable StoredValues stored,
      Initialization initialization,
      @Nullable Module owner,
      String path,
      Map<Module, String> places) {
    this.dtype = dtype;
    this.random = random;
    this.stored = stored;
    this.initialization = initialization;
    this.owner = owner;
    this.path = path;
    this.places = places;
  }

  /**
   * Returns the construction of a whole network.
   *
   * @param dtype the type of the parameters, FLOAT32 or FLOAT64
   */
  public static Construction of(DType dtype, RandomSource random) {
    return new Construction(
        dtype, random, null, Initialization.asConfigured(), null, "", new IdentityHashMap<>());
  }

  /** Returns the construction of a whole network whose parameters and buffers are stored. */
  public static Construction restoring(DType dtype, StoredValues values) {
    return new Construction(
        dtype,
        RandomSource.of(0),
        values,
        Initialization.asConfigured(),
        null,
        "",
        new IdentityHashMap<>());
  }

  /** Returns this construction with other initial values than the configs say. */
  public Construction with(Initialization rules) {
    return new Construction(dtype, random, stored, rules, owner, path, places);
  }

  /** Has the values of parameters and buffers. */
  @FunctionalInterface
  public interface StoredValues {
    /** Returns the value at a path, of that type and shape. */
    Tensor at(String path, DType dtype, Shape shape);
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
   * Builds a whole network.
   *
   * @param input the shape of an input, its batch axis of any size
   * @return the shape of the result
   * @throws ShapeException if the shape does not fit it
   * @throws IllegalArgumentException if a pattern of the {@linkplain #with initialization} fits no
   *     parameter of the network
   */
  public Shape build(Module network, Shape input) {
    Shape output =
        network.build(
            input, new Construction(dtype, random, stored, initialization, network, path, places));
    initialization.requireFit(network.parameters().keySet().stream().map(this::pathOf).toList());
    return output;
  }

  /**
   * Builds a child.
   *
   * @param name its name within the module that is built, by which it is in the paths
   * @param input the shape of what it will be given
   * @return the shape of what it will return
   * @throws ShapeException with the child's path, if the shape does not fit it
   * @throws BuildException if the child is within itself, or has children and was built before
   */
  public Shape build(String name, Module child, Shape input) {
    return build(name, child, inner -> child.build(input, inner));
  }

  /**
   * Builds a child by an overload of its build, one that takes more than a shape.
   *
   * @param name its name within the module that is built, by which it is in the paths
   * @param build builds the child with the construction that it is given
   * @return the shape of what it will return
   * @throws ShapeException with the child's path, if a shape does not fit it
   */
  public Shape build(String name, Module child, Function<Construction, Shape> build) {
    Construction inner =
        new Construction(
            dtype, random.stream(name), stored, initialization, child, pathOf(name), places);
    String place = places.putIfAbsent(child, inner.path);
    if (place != null && inner.path.startsWith(place + "/")) {
      throw BuildException.withinItself(place, inner);
    }
    if (place != null && !child.children().isEmpty()) {
      throw BuildException.inTwoPlaces(place, inner);
    }
    try {
      return build.apply(inner);
    } catch (ShapeException e) {
      throw e.at(inner.path);
    }
  }

  /**
   * Creates a parameter of the module that is built.
   *
   * @param name its name within the module
   * @param shape the shape of its value
   * @param fans the connections of the weight that the parameter is, or belongs to
   * @param initializer makes the initial value, from the parameter's own stream, unless the
   *     {@linkplain #with initialization} has another one
   */
  public Parameter parameter(String name, Shape shape, Fans fans, Initializer initializer) {
    String where = pathOf(name);
    if (stored != null) {
      return Parameter.of(stored.at(where, dtype, shape));
    }
    Initializer chosen =
        initialization.of(
            new Initialization.Target(where, shape, fans, Optional.ofNullable(owner), initializer));
    return Parameter.of(chosen.create(dtype, shape, fans, random.stream(name)));
  }

  /** Returns the stream of random numbers of something in the module that is built, by its name. */
  public RandomSource random(String name) {
    return random.stream(name);
  }

  /**
   * Creates a buffer of the module that is built.
   *
   * @param name its name within the module
   * @param initial its initial value
   */
  public Buffer buffer(String name, Tensor initial) {
    return Buffer.of(
        stored == null ? initial : stored.at(pathOf(name), initial.dtype(), initial.shape()));
  }

  private String pathOf(String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }
}
