package org.gradus.core.json;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The components of a record class and the constructors that JSON needs. The only reflection of the
 * package.
 *
 * @param components the components, in order
 * @param canonical the canonical constructor
 * @param defaults the constructor marked with {@link Defaults}
 * @param required how many leading components must be present
 */
record RecordShape(
    List<Component> components,
    Constructor<?> canonical,
    Optional<Constructor<?>> defaults,
    int required) {

  static RecordShape of(Class<? extends Record> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Constructor<?> canonical;
    try {
      canonical = accessible(type, type.getDeclaredConstructor(types));
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(impossible);
    }
    List<Constructor<?>> marked =
        Arrays.stream(type.getDeclaredConstructors())
            .filter(constructor -> constructor.isAnnotationPresent(Defaults.class))
            .<Constructor<?>>map(constructor -> accessible(type, constructor))
            .toList();
    for (Constructor<?> constructor : marked) {
      int count = constructor.getParameterCount();
      if (marked.size() > 1
          || count >= types.length
          || !Arrays.equals(constructor.getParameterTypes(), Arrays.copyOf(types, count))) {
        throw new IllegalArgumentException(
            ("[%s] @Defaults is misplaced: expected it on one constructor that takes some leading"
                    + " components of the record, got it on %s.")
                .formatted(type.getTypeName(), marked.size() > 1 ? "several" : constructor));
      }
    }
    return new RecordShape(
        Arrays.stream(components).map(component -> Component.of(type, component)).toList(),
        canonical,
        marked.stream().findFirst(),
        marked.isEmpty() ? types.length : marked.get(0).getParameterCount());
  }

  private static <A extends AccessibleObject> A accessible(Class<?> owner, A member) {
    if (!member.trySetAccessible()) {
      throw new IllegalArgumentException(
          ("[%s] record is not accessible: expected a public class in an exported package, got one"
                  + " that module %s keeps to itself.")
              .formatted(owner.getTypeName(), owner.getModule().getName()));
    }
    return member;
  }

  /** Puts the defaults where a value is absent. All required values are present. */
  void fillDefaults(@Nullable Object[] values) throws InvalidRecordException {
    Object example = invoke(defaults.orElseThrow(), Arrays.copyOf(values, required));
    for (int i = required; i < values.length; i++) {
      if (values[i] == null) {
        values[i] = components.get(i).of(example);
      }
    }
  }

  /** Returns a record of all its values. */
  Object construct(@Nullable Object[] values) throws InvalidRecordException {
    return invoke(canonical, values);
  }

  private static Object invoke(Constructor<?> constructor, @Nullable Object[] arguments)
      throws InvalidRecordException {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof RuntimeException invalid) {
        throw new InvalidRecordException(invalid);
      }
      throw unexpected(thrown);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static RuntimeException unexpected(InvocationTargetException thrown) {
    if (thrown.getCause() instanceof Error error) {
      throw error;
    }
    return thrown.getCause() instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(thrown.getCause());
  }

  /**
   * A component of a record.
   *
   * @param owner the class of the record
   * @param name its name, which is its key
   * @param type its class
   * @param genericType its full type
   * @param accessor returns its value
   */
  record Component(Class<?> owner, String name, Class<?> type, Type genericType, Method accessor) {
    static Component of(Class<?> owner, RecordComponent component) {
      return new Component(
          owner,
          component.getName(),
          component.getType(),
          component.getGenericType(),
          accessible(owner, component.getAccessor()));
    }

    /** Returns the value that a record has here. */
    @Nullable Object of(Object record) {
      try {
        return accessor.invoke(record);
      } catch (InvocationTargetException thrown) {
        throw unexpected(thrown);
      } catch (IllegalAccessException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  /** Carries what a constructor threw about the values that it was given. */
  static final class InvalidRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    private final RuntimeException thrown;

    InvalidRecordException(RuntimeException thrown) {
      super(thrown);
      this.thrown = thrown;
    }

    RuntimeException thrown() {
      return thrown;
    }
  }
}
