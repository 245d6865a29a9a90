package org.gradus.layers.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gradus.core.contract.Contract;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.model.ModelFile;
import org.gradus.layers.module.Module;

/** The check that a module is the same after it was saved and loaded. */
final class SavedModule {
  private SavedModule() {}

  static void check(Contract contract, Module module, Tensor input, Plugins plugins) {
    Tensor expected = module.forward(input);
    try {
      Path file = Files.createTempFile("module-contract", ".safetensors");
      try {
        ModelFile.save(file, module, input.shape(), plugins);
        Module loaded = ModelFile.load(file, plugins);
        contract.requireEqual(
            "a file keeps parameters and buffers",
            ModuleContract.state(module),
            ModuleContract.state(loaded));
        contract.requireEqual(
            "a loaded module gives the same results", expected, loaded.forward(input));
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "[module contract] no temporary file: expected one to save the module in, got "
              + e.getMessage()
              + ".",
          e);
    }
  }
}
