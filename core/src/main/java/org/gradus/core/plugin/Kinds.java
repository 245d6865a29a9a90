package org.gradus.core.plugin;

import com.google.common.base.CaseFormat;
import com.google.common.reflect.TypeToken;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What the types say about kinds. A kind is told by its provider interface. */
final class Kinds {
  private static final String SUFFIX = "Provider";

  private Kinds() {}

  /** Returns what messages call a kind: {@code ModuleProvider} provides {@code module}. */
  static String nameOf(Class<?> kind) {
    String simple = kind.getSimpleName();
    String stem =
        simple.endsWith(SUFFIX) ? simple.substring(0, simple.length() - SUFFIX.length()) : simple;
    return CaseFormat.UPPER_CAMEL.to(CaseFormat.LOWER_HYPHEN, stem);
  }

  /**
   * Returns the kind that a config type belongs to, the narrowest one: {@code P} of its {@link
   * IncludedConfig}, or else of its {@link ComponentConfig}.
   */
  static Optional<Class<?>> ofConfig(Type config) {
    TypeToken<?> token = TypeToken.of(config);
    if (!ComponentConfig.class.isAssignableFrom(token.getRawType())) {
      return Optional.empty();
    }
    Class<?> marker =
        IncludedConfig.class.isAssignableFrom(token.getRawType())
            ? IncludedConfig.class
            : ComponentConfig.class;
    Class<?> kind = token.resolveType(marker.getTypeParameters()[0]).getRawType();
    return kind.isInterface() && kind != Provider.class ? Optional.of(kind) : Optional.empty();
  }

  /** Returns a kind and all that it includes, the kind first. */
  static Set<Class<?>> withIncluded(Class<?> kind) {
    Set<Class<?>> kinds = new LinkedHashSet<>();
    Deque<Class<?>> pending = new ArrayDeque<>();
    pending.add(kind);
    while (!pending.isEmpty()) {
      Class<?> next = pending.remove();
      if (kinds.add(next)) {
        Optional.ofNullable(next.getAnnotation(Includes.class))
            .ifPresent(includes -> pending.addAll(Arrays.asList(includes.value())));
      }
    }
    return kinds;
  }
}
