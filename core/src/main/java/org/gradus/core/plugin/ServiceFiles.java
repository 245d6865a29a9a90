package org.gradus.core.plugin;

import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.SetMultimap;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which jars list which providers, for messages: {@link java.util.ServiceLoader} neither tells the
 * jar of a class that it cannot load nor mentions a second jar with the same class.
 *
 * @param listed the jars or directories that list a class, by its name
 */
record ServiceFiles(SetMultimap<String, String> listed) {
  private static final String FOLDER = "META-INF/services/";

  static ServiceFiles of(Class<?> service, ClassLoader loader) {
    String file = FOLDER + service.getName();
    ImmutableSetMultimap.Builder<String, String> locations = ImmutableSetMultimap.builder();
    try {
      for (URL url : Collections.list(loader.getResources(file))) {
        String location = locationOf(url, file);
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false); // a cached jar could not be replaced
        try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
          lines
              .lines()
              .map(line -> line.replaceFirst("#.*", "").strip())
              .filter(line -> !line.isEmpty())
              .forEach(className -> locations.put(className, location));
        }
      }
    } catch (IOException unreadable) {
      // The service loader meets the same file and reports it; here it only lacks a location.
      return new ServiceFiles(locations.build());
    }
    return new ServiceFiles(locations.build());
  }

  private static String locationOf(URL url, String file) {
    String location = url.toString();
    location = location.substring(0, location.length() - file.length());
    return location.startsWith("jar:") && location.endsWith("!/")
        ? location.substring("jar:".length(), location.length() - "!/".length())
        : location;
  }

  /**
   * Returns the provider that a failure of the service loader is about: the one that the message
   * names, or else all that it can be.
   *
   * @param message what the service loader said
   * @param loaded the classes that it is not about
   */
  ProviderOrigin blamed(String message, Set<String> loaded) {
    List<String> suspects =
        listed.keySet().stream().filter(name -> !loaded.contains(name)).sorted().toList();
    List<String> named =
        suspects.stream()
            .filter(name -> message.contains(name) || message.contains(name.replace('.', '/')))
            .max(Comparator.comparingInt(String::length))
            .map(List::of)
            .orElse(suspects);
    return named.isEmpty()
        ? new ProviderOrigin("of an unknown class", ProviderOrigin.UNKNOWN_LOCATION)
        : new ProviderOrigin(
            String.join(" or ", named),
            named.stream()
                .flatMap(name -> listed.get(name).stream())
                .distinct()
                .collect(Collectors.joining(" or ")));
  }

  /** Returns the jars and directories that list a provider. */
  Set<String> locations(String className) {
    return listed.get(className);
  }
}
