package org.gradus.core.internal.kernels;

import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import org.gradus.core.internal.kernels.elementary.FusedMultiplyAdd;
import org.jspecify.annotations.Nullable;

/**
 * The kernels that this process computes with.
 *
 * <p>Chosen when they are first needed: the Vector API where the JVM has it, its vectors are wide
 * enough and multiply and add at once, else scalar Java; the system property {@code
 * gradus.kernels}, {@code scalar} or {@code vector}, overrules. What was chosen and why is logged
 * once, with the flag that was missing if one was.
 */
public final class Backend {
  private static final String PROPERTY = "gradus.kernels";
  private static final String MODULE = "jdk.incubator.vector";
  private static final String FLAG = "--add-modules " + MODULE;
  private static final String VECTOR_KERNELS =
      "org.gradus.core.internal.kernels.vector.VectorKernels";

  /** Narrower vectors gain too little over what the compiler makes of the scalar loops. */
  private static final int FEWEST_LANES = 8;

  private static volatile @Nullable Kernels current;

  private Backend() {}

  /**
   * Returns the kernels in use.
   *
   * @throws IllegalArgumentException if the system property has a value other than the two
   * @throws IllegalStateException if it asks for the vector kernels and the JVM does not have them
   */
  public static Kernels current() {
    Kernels kernels = current;
    return kernels != null ? kernels : first();
  }

  private static synchronized Kernels first() {
    Kernels kernels = current;
    if (kernels == null) {
      Choice choice = choose(System.getProperty(PROPERTY));
      System.getLogger("org.gradus.core").log(Level.INFO, choice.message());
      kernels = choice.kernels();
      current = kernels;
    }
    return kernels;
  }

  /**
   * Computes with other kernels, in all threads, until the result is closed; for tests and
   * benchmarks.
   *
   * @return puts back the kernels that were in use before
   */
  public static Use use(Kernels kernels) {
    Kernels before = current();
    current = kernels;
    return () -> current = before;
  }

  /** Puts the kernels back that were in use before. */
  public interface Use extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Creates the kernels of the Vector API.
   *
   * @throws IllegalStateException if the JVM does not have it; the message says what to add
   */
  public static SimdKernels vector() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      throw new IllegalStateException(
          "[kernels] The vector kernels need the module "
              + MODULE
              + ", and this JVM was started without it. Hint: add "
              + FLAG
              + " to its command line.");
    }
    try {
      return (SimdKernels) Class.forName(VECTOR_KERNELS).getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      throw unusable(e.getCause() == null ? e : e.getCause());
    } catch (ReflectiveOperationException | LinkageError e) {
      throw unusable(e);
    }
  }

  private static IllegalStateException unusable(Throwable cause) {
    return new IllegalStateException(
        "[kernels] The vector kernels do not work with the module "
            + MODULE
            + " of Java "
            + Runtime.version()
            + ": "
            + cause
            + ".",
        cause);
  }

  /**
   * Chooses the kernels.
   *
   * @param forced the value of the property, null if it is not set
   * @throws IllegalArgumentException if the value is neither of the two
   * @throws IllegalStateException if the vector kernels are forced and the JVM does not have them
   */
  static Choice choose(@Nullable String forced) {
    if (forced == null) {
      return chooseFreely();
    }
    Kernels kernels =
        switch (forced) {
          case "scalar" -> new ScalarKernels();
          case "vector" -> vector();
          default ->
              throw new IllegalArgumentException(
                  "[kernels] The system property "
                      + PROPERTY
                      + " is unknown: expected scalar or vector, got \""
                      + forced
                      + "\".");
        };
    return new Choice(kernels, "as the system property " + PROPERTY + " asks");
  }

  private static Choice chooseFreely() {
    try {
      SimdKernels vector = vector();
      if (!FusedMultiplyAdd.FAST) {
        return new Choice(new ScalarKernels(), "as this machine has no fused multiply-add");
      }
      return vector.lanes() >= FEWEST_LANES
          ? new Choice(vector, "the widest that this machine has")
          : new Choice(
              new ScalarKernels(),
              "as this machine's vectors have " + vector.lanes() + " floats only");
    } catch (IllegalStateException e) {
      return new Choice(new ScalarKernels(), String.valueOf(e.getMessage()));
    }
  }

  /** What was chosen, and why. */
  record Choice(Kernels kernels, String reason) {
    /** Returns the line for the log. */
    String message() {
      return "Kernels: " + kernels.description() + "; " + reason;
    }
  }
}
