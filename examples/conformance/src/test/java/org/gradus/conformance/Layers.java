package org.gradus.conformance;

/** The family {@code layers}; each topic adds its operations in a class of its own. */
final class Layers {
  private Layers() {}

  static Family family() {
    Operations operations = new Operations();
    ImageLayers.addTo(operations);
    EmbeddingLayers.addTo(operations);
    LinearLayers.addTo(operations);
    AttentionLayers.addTo(operations);
    return operations;
  }
}
