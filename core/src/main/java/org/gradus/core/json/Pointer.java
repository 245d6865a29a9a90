package org.gradus.core.json;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A place in a JSON text, as a chain of keys and indices from the root.
 *
 * @param parent the place of the object or array around it; null for the root
 * @param token the key or index
 */
record Pointer(@Nullable Pointer parent, String token) {
  static final Pointer ROOT = new Pointer(null, "");

  Pointer key(String key) {
    return new Pointer(this, key);
  }

  /** Returns the pointer as RFC 6901 writes it: empty for the root. */
  @Override
  public String toString() {
    Deque<String> tokens = new ArrayDeque<>();
    Pointer here = this;
    while (here.parent != null) {
      tokens.push(here.token.replace("~", "~0").replace("/", "~1"));
      here = here.parent;
    }
    StringBuilder text = new StringBuilder();
    tokens.forEach(token -> text.append('/').append(token));
    return text.toString();
  }
}
