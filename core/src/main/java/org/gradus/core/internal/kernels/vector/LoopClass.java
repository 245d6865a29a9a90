package org.gradus.core.internal.kernels.vector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;

/**
 * Defines a loop's class again, from its own bytes, under a hidden name.
 *
 * <p>The JVM profiles calls and branches by the place in the code. In one class for all uses a loop
 * is compiled for all of them; a class of its own is compiled for its own.
 */
final class LoopClass {
  private LoopClass() {}

  /**
   * Returns an instance of a new class with the code of {@code loop}.
   *
   * @param loop a class of this package with a constructor without arguments
   * @param type an interface of the loop
   * @param data the new class's data
   */
  static <T> T defineAgain(Class<? extends T> loop, Class<T> type, Object data) {
    try {
      return type.cast(
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(bytes(loop), data, true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("[kernels] " + loop.getName() + " cannot be defined.", e);
    }
  }

  private static byte[] bytes(Class<?> loop) {
    String resource = loop.getSimpleName() + ".class";
    try (InputStream stream = loop.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(
            "[kernels] the class file of a loop is missing: expected the resource "
                + resource
                + " beside "
                + loop.getName()
                + ". Hint: keep the class files of gradus-core when repackaging, or run with"
                + " -Dgradus.kernels=scalar.");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
