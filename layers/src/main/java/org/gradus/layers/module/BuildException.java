package org.gradus.layers.module;

/** Says that a module runs before it is built, or is built twice. */
public final class BuildException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private BuildException(String message) {
    super(message);
  }

  /**
   * Returns the exception of a module that runs before it is built.
   *
   * @param module what messages call the module, in kebab-case
   * @param context where it runs
   */
  public static BuildException notBuilt(String module, Context context) {
    return new BuildException(
        "[%s] the module has no parameters yet: expected build(inputShape, random) first, got a"
                .formatted(module)
            + " forward pass."
            + at(context.path()));
  }

  /**
   * Returns the exception of a module that is asked for its parameters before it is built.
   *
   * @param module what messages call the module, in kebab-case
   */
  public static BuildException withoutParameters(String module) {
    return new BuildException(
        "[%s] the module has no parameters yet: expected build(inputShape, random) first, got a call"
                .formatted(module)
            + " that needs them.");
  }

  /**
   * Returns the exception of a module that is built again.
   *
   * @param module what messages call the module, in kebab-case
   * @param construction where it is built again
   */
  public static BuildException builtBefore(String module, Construction construction) {
    return new BuildException(
        "[%s] the module was built before: expected one build, got a second one.".formatted(module)
            + at(construction.path())
            + " Hint: every place in a network needs a module of its own.");
  }

  /**
   * Returns the exception of a module that is part of itself.
   *
   * @param place the path of the module
   * @param construction where it is within itself
   */
  public static BuildException withinItself(String place, Construction construction) {
    return new BuildException(
        "[build] a module contains itself: expected a tree of modules, got the module at %s again."
                .formatted(place)
            + at(construction.path()));
  }

  /**
   * Returns the exception of a module of other modules that is in two places.
   *
   * @param place the path where it was built before
   * @param construction where it is built again
   */
  public static BuildException inTwoPlaces(String place, Construction construction) {
    return new BuildException(
        "[build] a module is in two places: expected a tree of modules, got the module at %s again."
                .formatted(place)
            + at(construction.path())
            + " Hint: every place in a network needs a module of its own.");
  }

  private static String at(String path) {
    return path.isEmpty() ? "" : " At " + path + ".";
  }
}
