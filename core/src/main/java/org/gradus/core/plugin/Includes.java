package org.gradus.core.plugin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says, on the provider interface of a kind, that components of other kinds are components of this
 * kind too: a normalizer is a module, and has providers of its own all the same.
 *
 * <p>The included kind's interface extends the interface of this kind, and its config interface
 * extends the config interface of this kind and {@link IncludedConfig}:
 *
 * <pre>{@code
 * @Includes(NormalizerProvider.class)
 * public interface ModuleProvider extends Provider<Module> {}
 *
 * public interface NormalizerProvider extends Provider<Normalizer> {}
 *
 * public interface Normalizer extends Module {
 *   interface Config extends Module.Config, IncludedConfig<NormalizerProvider> {}
 * }
 * }</pre>
 *
 * <p>The registry of the kind then has the components of both, by names that are unique over both;
 * where the included kind is asked for, its own are known alone.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Includes {
  /** Returns the provider interfaces of the included kinds. */
  Class<? extends Provider<?>>[] value();
}
