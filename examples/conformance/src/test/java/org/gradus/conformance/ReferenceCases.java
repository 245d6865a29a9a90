package org.gradus.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The files of cases: those in the directory that the system property {@code gradus.reference}
 * names, or else the copy among the resources.
 */
final class ReferenceCases {
  private static final String PROPERTY = "gradus.reference";
  private static final ObjectMapper JSON = new ObjectMapper();

  private ReferenceCases() {}

  /** Returns the families that there are, in alphabetical order. */
  static List<String> families() {
    try (Stream<Path> files = Files.list(directory())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .map(name -> name.substring(0, name.length() - ".json".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the cases of a family. What a network's training should give is a case of its own for
   * each optimizer, {@code id/training/sgd} for example.
   */
  static List<ReferenceCase> of(String family) {
    List<ReferenceCase> cases = new ArrayList<>();
    try (InputStream file = Files.newInputStream(directory().resolve(family + ".json"))) {
      for (JsonNode json : JSON.readTree(file)) {
        String id = json.get("id").textValue();
        cases.add(new ReferenceCase(family, id, json));
        json.path("expected")
            .path("training")
            .properties()
            .forEach(e -> cases.add(training(family, id, json, e.getKey(), e.getValue())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases;
  }

  private static ReferenceCase training(
      String family, String id, JsonNode whole, String optimizer, JsonNode expected) {
    ObjectNode part = whole.deepCopy();
    ObjectNode expectations = expected.deepCopy();
    part.put("op", "training");
    part.put("optimizer", optimizer);
    part.set("training", expectations.remove("config"));
    part.set("expected", expectations);
    return new ReferenceCase(family, id + "/training/" + optimizer, part);
  }

  private static Path directory() {
    String configured = System.getProperty(PROPERTY);
    try {
      return configured != null
          ? Path.of(configured)
          : Path.of(Objects.requireNonNull(ReferenceCases.class.getResource("/reference")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
