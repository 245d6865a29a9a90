package org.gradus.core.plugin;

import java.io.Serializable;
import java.net.URL;
import java.security.CodeSource;

/**
 * Says which provider it is and where it comes from.
 *
 * @param className the name of the provider's class
 * @param location the URL of its jar or directory, or {@code an unknown location}
 */
public record ProviderOrigin(String className, String location) implements Serializable {
  static final String UNKNOWN_LOCATION = "an unknown location";

  static ProviderOrigin of(Class<?> provider) {
    CodeSource source = provider.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    return new ProviderOrigin(
        provider.getName(), location == null ? UNKNOWN_LOCATION : location.toString());
  }

  /**
   * Returns class and location.
   *
   * @return a phrase such as {@code com.acme.Layers of file:/lib/acme.jar}
   */
  @Override
  public String toString() {
    return className + " of " + location;
  }
}
