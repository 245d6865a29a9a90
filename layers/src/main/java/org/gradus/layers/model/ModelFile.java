package org.gradus.layers.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.core.json.JsonBindingException;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.safetensors.SafetensorsException;
import org.gradus.core.safetensors.SafetensorsFile;
import org.gradus.core.safetensors.SafetensorsWriter;
import org.gradus.core.tensor.Buffer;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Module;

/**
 * Saves models and loads them again, equal to the bit.
 *
 * <p>A model is one safetensors file, which other libraries read too: parameters and buffers by
 * their paths, and two texts in the metadata, {@value #FORMAT_KEY}, the version of the format
 * ({@value #FORMAT}), and {@value #ARCHITECTURE_KEY}, an {@link Architecture} as JSON, in which
 * modules are named as in the registry. A file replaces another one at once or not at all.
 *
 * <p>Loading takes nothing on trust: files are only data, memory is used in proportion to what a
 * file has and not to what it claims, and every tensor must be there in its type and shape, and no
 * other.
 */
public final class ModelFile {
  private static final String FORMAT_KEY = "gradus.format";
  private static final String FORMAT = "1";
  private static final String ARCHITECTURE_KEY = "gradus.architecture";

  private ModelFile() {}

  /** As {@link #save(Path, Module, Shape, Plugins)}, with all plugins that can be found. */
  public static void save(Path path, Module module, Shape input) {
    save(path, module, input, Plugins.load());
  }

  /**
   * Writes a model, once it is certain that it can be made again of its config.
   *
   * @param path the file, which is replaced if it exists
   * @param module the model, built
   * @param input the shape of an input, such as it was built for
   * @param plugins has the names of the modules
   * @throws org.gradus.core.plugin.UnknownComponentException if it has none of a module's config
   * @throws ModelFileException if the config does not make the same parameters and buffers
   * @throws ShapeException if the model does not take such an input
   * @throws java.io.UncheckedIOException if the file cannot be written; an old one is then intact
   */
  public static void save(Path path, Module module, Shape input, Plugins plugins) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    module.parameters().forEach((name, parameter) -> values.put(name, parameter.tensor()));
    module.buffers().forEach((name, buffer) -> values.put(name, buffer.tensor()));
    DType dtype =
        values.values().stream()
            .map(Tensor::dtype)
            .filter(DType::isFloating)
            .findFirst()
            .orElse(DType.FLOAT32);
    Architecture architecture = Architecture.of(module, input, dtype);
    String json = plugins.json().write(architecture);
    RebuildCheck.require(path.toString(), architecture, values, plugins);
    SafetensorsWriter writer =
        new SafetensorsWriter().metadata(FORMAT_KEY, FORMAT).metadata(ARCHITECTURE_KEY, json);
    values.forEach((name, value) -> add(writer, name, value));
    writer.write(path);
  }

  private static void add(SafetensorsWriter writer, String name, Tensor tensor) {
    long[] sizes = Arrays.stream(tensor.shape().toArray()).asLongStream().toArray();
    switch (tensor.dtype()) {
      case FLOAT32 -> writer.add(name, sizes, tensor.toFloats());
      case FLOAT64 -> writer.add(name, sizes, tensor.toDoubles());
      case INT32 -> writer.add(name, sizes, tensor.toInts());
    }
  }

  /** As {@link #load(Path, Plugins)}, with all plugins that can be found. */
  public static Module load(Path path) {
    return load(path, Plugins.load());
  }

  /**
   * Reads a model.
   *
   * @param plugins makes the modules
   * @return the module, built
   * @throws ModelFileException if the file is no model, or of a module that the plugins do not have
   * @throws StateMismatchException if tensors are missing, unexpected, or of another type or shape
   * @throws SafetensorsException if the file is not valid safetensors
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public static Module load(Path path, Plugins plugins) {
    String source = path.toString();
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      Architecture architecture = architecture(source, file, plugins);
      StoredState state = new StoredState(source, file);
      Module module = plugins.create(architecture.module());
      try {
        module.build(
            architecture.inputShape(), Construction.restoring(architecture.dtype(), state::at));
      } catch (ShapeException e) {
        throw new ModelFileException(
            source, "the model cannot be built. %s".formatted(e.getMessage()), e);
      }
      state.requireComplete();
      return module;
    }
  }

  /**
   * Reads what a model is, without its weights.
   *
   * @throws ModelFileException if the file is no model, or of a module that the plugins do not have
   * @throws SafetensorsException if the file is not valid safetensors
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public static Architecture architecture(Path path, Plugins plugins) {
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      return architecture(path.toString(), file, plugins);
    }
  }

  private static Architecture architecture(String source, SafetensorsFile file, Plugins plugins) {
    String format = file.metadata().getOrDefault(FORMAT_KEY, "none");
    if (!format.equals(FORMAT)) {
      throw new ModelFileException(
          source,
          "the file has no model of a known format: expected %s \"%s\" in its metadata, got %s."
              .formatted(FORMAT_KEY, FORMAT, format.length() > 20 ? "a long text" : format));
    }
    try {
      return plugins
          .json()
          .read(file.metadata().getOrDefault(ARCHITECTURE_KEY, ""), Architecture.class);
    } catch (JsonBindingException e) {
      throw new ModelFileException(
          source, "the architecture is not usable. %s".formatted(e.getMessage()), e);
    }
  }

  /**
   * Reads parameters and buffers into a module that is built: all of them, or none if something
   * does not fit. The file need not have an architecture.
   *
   * @throws StateMismatchException if tensors are missing, unexpected, or of another type or shape
   * @throws SafetensorsException if the file is not valid safetensors
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public static void loadWeights(Path path, Module module) {
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      StoredState state = new StoredState(path.toString(), file);
      Map<String, Parameter> parameters = module.parameters();
      Map<String, Buffer> buffers = module.buffers();
      parameters.forEach((name, p) -> state.fits(name, p.dtype(), p.shape()));
      buffers.forEach((name, b) -> state.fits(name, b.tensor().dtype(), b.tensor().shape()));
      state.requireComplete();
      List<Runnable> changes = new ArrayList<>();
      parameters.forEach(
          (name, p) -> {
            Tensor value = state.at(name, p.dtype(), p.shape());
            changes.add(() -> p.set(value));
          });
      buffers.forEach(
          (name, b) -> {
            Tensor value = state.at(name, b.tensor().dtype(), b.tensor().shape());
            changes.add(() -> b.set(value));
          });
      changes.forEach(Runnable::run);
    }
  }
}
