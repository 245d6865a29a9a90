package org.gradus.core.plugin;

import com.google.common.base.CaseFormat;
import com.google.common.reflect.TypeToken;
import java.lang.reflect.Type;
import java.util.Optional;

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

  /** Returns the kind that a config type belongs to: {@code P} of its {@link ComponentConfig}. */
  static Optional<Class<?>> ofConfig(Type config) {
    TypeToken<?> token = TypeToken.of(config);
    if (!ComponentConfig.class.isAssignableFrom(token.getRawType())) {
      return Optional.empty();
    }
    Class<?> kind = token.resolveType(ComponentConfig.class.getTypeParameters()[0]).getRawType();
    return kind.isInterface() && kind != Provider.class ? Optional.of(kind) : Optional.empty();
  }
}
