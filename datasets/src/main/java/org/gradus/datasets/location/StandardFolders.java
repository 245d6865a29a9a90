package org.gradus.datasets.location;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where users keep data and programs keep what they can get again, by the conventions of the
 * system.
 *
 * @param environment the environment variables
 * @param properties returns a system property, or "" if it is not set
 */
record StandardFolders(Map<String, String> environment, UnaryOperator<String> properties) {
  /** The environment variable that names the folder of the user's own data. */
  static final String DATA_VARIABLE = "GRADUS_DATA";

  /** The environment variable that names the cache folder, for programs that start a JVM. */
  static final String CACHE_VARIABLE = "GRADUS_CACHE";

  /** The system property that names the cache folder. */
  static final String CACHE_PROPERTY = "gradus.cache";

  private static final String NAME = "gradus";

  /** Returns those of this process. */
  static StandardFolders ofProcess() {
    return new StandardFolders(System.getenv(), name -> System.getProperty(name, ""));
  }

  /** Returns the folders of the user's own data: the one of the variable, or none. */
  List<Path> data() {
    return variable(DATA_VARIABLE).map(Path::of).stream().toList();
  }

  /**
   * Returns the cache folder: that of the property; or that of the variable; or on Windows {@code
   * %LOCALAPPDATA%\gradus}, on macOS {@code ~/Library/Caches/gradus}, and elsewhere {@code
   * $XDG_CACHE_HOME/gradus}, by default {@code ~/.cache/gradus} (XDG Base Directory Specification
   * 0.8, by which a relative path counts as none).
   */
  Path cache() {
    String forced = properties.apply(CACHE_PROPERTY);
    return forced.isEmpty()
        ? variable(CACHE_VARIABLE).map(Path::of).orElseGet(() -> systemCache().resolve(NAME))
        : Path.of(forced);
  }

  private Path systemCache() {
    Path home = Path.of(properties.apply("user.home"));
    String system = properties.apply("os.name").toLowerCase(Locale.ROOT);
    if (system.startsWith("windows")) {
      return absolute("LOCALAPPDATA").orElseGet(() -> home.resolve("AppData").resolve("Local"));
    }
    if (system.startsWith("mac")) {
      return home.resolve("Library").resolve("Caches");
    }
    return absolute("XDG_CACHE_HOME").orElseGet(() -> home.resolve(".cache"));
  }

  private Optional<Path> absolute(String name) {
    return variable(name).map(Path::of).filter(Path::isAbsolute);
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }
}
