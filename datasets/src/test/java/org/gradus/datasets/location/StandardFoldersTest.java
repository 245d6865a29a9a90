package org.gradus.datasets.location;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandardFoldersTest {
  @TempDir private Path home;

  private Path cache(String system, Map<String, String> environment, String forced) {
    Map<String, String> properties =
        Map.of("os.name", system, "user.home", home.toString(), "gradus.cache", forced);
    return new StandardFolders(environment, properties::get).cache();
  }

  @Test
  void eachSystemHasItsFolderForCaches() {
    assertEquals(home.resolve(".cache/gradus"), cache("Linux", Map.of(), ""));
    assertEquals(home.resolve("Library/Caches/gradus"), cache("Mac OS X", Map.of(), ""));
    assertEquals(home.resolve("AppData/Local/gradus"), cache("Windows 11", Map.of(), ""));
  }

  @Test
  void variablesNameOthers() {
    Path other = home.resolve("other");
    Map<String, String> environment =
        Map.of("XDG_CACHE_HOME", other.toString(), "LOCALAPPDATA", home.toString());

    assertEquals(other.resolve("gradus"), cache("Linux", environment, ""));
    assertEquals(home.resolve("gradus"), cache("Windows 11", environment, ""));
  }

  @Test
  void relativeAndEmptyVariablesCountAsNone() {
    assertEquals(
        home.resolve(".cache/gradus"), cache("Linux", Map.of("XDG_CACHE_HOME", "other"), ""));
    assertEquals(home.resolve(".cache/gradus"), cache("Linux", Map.of("XDG_CACHE_HOME", ""), ""));
  }

  @Test
  void thePropertyOverrulesTheVariableAndThatTheSystem() {
    Map<String, String> environment =
        Map.of("XDG_CACHE_HOME", home.toString(), "GRADUS_CACHE", "ours");
    assertEquals(Path.of("mine"), cache("Linux", environment, "mine"));
    assertEquals(Path.of("ours"), cache("Linux", environment, ""));
  }

  @Test
  void theVariableNamesTheData() {
    assertEquals(List.of(), data(Map.of()));
    assertEquals(List.of(), data(Map.of("GRADUS_DATA", "")));
    assertEquals(List.of(Path.of("data")), data(Map.of("GRADUS_DATA", "data")));
  }

  private static List<Path> data(Map<String, String> environment) {
    return new StandardFolders(environment, name -> "").data();
  }
}
