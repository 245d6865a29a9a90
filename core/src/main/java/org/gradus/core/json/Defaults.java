package org.gradus.core.json;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the constructor of a record that says which of its keys may be absent from JSON, and what
 * they are then.
 *
 * <p>The constructor takes the leading components of the record: those keys are required. The rest
 * may be absent and are then what this constructor makes them, so JSON and Java share one source of
 * defaults:
 *
 * <pre>{@code
 * public record Config(int in, int out, boolean bias) {
 *   public @Defaults Config(int in, int out) {
 *     this(in, out, true);
 *   }
 * }
 * }</pre>
 *
 * <p>Here {@code {"in": 3, "out": 4}} is {@code new Config(3, 4)}. Without such a constructor every
 * key is required, except those of type {@link java.util.Optional}. The constructor runs whenever a
 * key is absent, with the required keys alone; a default must therefore be valid beside every valid
 * choice of those. A component added in a later version needs a default for older files to load.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.CONSTRUCTOR)
public @interface Defaults {}
