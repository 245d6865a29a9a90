package org.gradus.optimizers.checkpoint;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.ParameterGroup;
import org.gradus.core.safetensors.SafetensorsEntry;
import org.gradus.core.safetensors.SafetensorsException;
import org.gradus.core.safetensors.SafetensorsFile;
import org.gradus.core.safetensors.SafetensorsWriter;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.model.ModelState;
import org.gradus.layers.module.Module;

/**
 * A training at one moment: parameters, buffers, the optimizer's state and learning rates, and
 * whatever else decides how it goes on.
 *
 * <pre>{@code
 * Checkpoint.of(model, optimizer).with("random", random.state()).write(file);
 * …
 * Checkpoint checkpoint = Checkpoint.read(file);
 * checkpoint.restoreTo(model, optimizer);
 * RandomSource random = RandomSource.restore(checkpoint.text("random"));
 * }</pre>
 *
 * <p>The file is one safetensors file, which other libraries read too: tensors named by part and
 * name, such as {@code model/0/weight} and {@code optimizer/0/weight/momentum}; texts in the
 * metadata, and there {@value #FORMAT_KEY}, the version of the format ({@value #FORMAT}). It is
 * written at once or not at all. Every value is kept to the bit.
 */
public final class Checkpoint {
  private static final String FORMAT_KEY = "gradus.checkpoint";
  private static final String FORMAT = "1";
  private static final String TEXT = "text/";
  private static final String MODEL = "model";
  private static final String OPTIMIZER = "optimizer";
  private static final String RATES = "learning-rates";

  private final String source;
  private final Map<String, Tensor> tensors;
  private final Map<String, String> texts;

  private Checkpoint(String source, Map<String, Tensor> tensors, Map<String, String> texts) {
    this.source = source;
    this.tensors = tensors;
    this.texts = texts;
  }

  /** Returns a checkpoint of copies of parameters and buffers alone. */
  public static Checkpoint of(Module model) {
    return new Checkpoint("memory", Map.of(), Map.of()).with(MODEL, ModelState.of(model).values());
  }

  /** Returns a checkpoint of copies. */
  public static Checkpoint of(Module model, Optimizer optimizer) {
    Map<String, Tensor> rates = new LinkedHashMap<>();
    for (ParameterGroup group : optimizer.groups()) {
      rates.put(group.name(), Tensor.of(new double[] {group.learningRate()}));
    }
    return of(model).with(OPTIMIZER, optimizer.state()).with(RATES, rates);
  }

  /**
   * Returns this checkpoint with tensors besides.
   *
   * @param part what they are of, not empty and without {@code /}
   * @param values by name, not copied
   * @throws IllegalArgumentException if there is such a part, or this is no name of one
   */
  public Checkpoint with(String part, Map<String, Tensor> values) {
    if (part.isEmpty() || part.contains("/") || !part(part).isEmpty()) {
      throw new IllegalArgumentException(
          "[checkpoint] this is no name of a new part: expected one without \"/\" that is not %s, got \"%s\"."
              .formatted(parts(), part));
    }
    Map<String, Tensor> all = new LinkedHashMap<>(tensors);
    values.forEach((name, value) -> all.put(part + "/" + name, value));
    return new Checkpoint(source, all, texts);
  }

  /**
   * Returns this checkpoint with a text besides.
   *
   * @throws IllegalArgumentException if there is a text of the key
   */
  public Checkpoint with(String key, String text) {
    if (texts.containsKey(key)) {
      throw new IllegalArgumentException(
          "[checkpoint] this is no new key: expected none of %s, got \"%s\"."
              .formatted(texts.keySet(), key));
    }
    Map<String, String> all = new LinkedHashMap<>(texts);
    all.put(key, text);
    return new Checkpoint(source, tensors, all);
  }

  /** Returns the tensors of a part by name; none if there is no such part. */
  public Map<String, Tensor> part(String part) {
    Map<String, Tensor> found = new LinkedHashMap<>();
    String prefix = part + "/";
    tensors.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            found.put(name.substring(prefix.length()), value);
          }
        });
    return Collections.unmodifiableMap(found);
  }

  /**
   * Returns the text of a key.
   *
   * @throws CheckpointException if there is none
   */
  public String text(String key) {
    String text = texts.get(key);
    if (text == null) {
      throw new CheckpointException(
          source, "a text is missing: expected \"%s\", got %s.".formatted(key, texts.keySet()));
    }
    return text;
  }

  /** Returns where this comes from: the path of a file, or {@code memory}. */
  public String source() {
    return source;
  }

  private Set<String> parts() {
    Set<String> parts = new LinkedHashSet<>();
    tensors.keySet().forEach(name -> parts.add(name.substring(0, name.indexOf('/'))));
    return parts;
  }

  /**
   * Sets parameters and buffers: all, or none if something does not fit.
   *
   * @throws org.gradus.layers.model.StateMismatchException if they are others
   */
  public void restoreTo(Module model) {
    new ModelState(part(MODEL)).restoreTo(model);
  }

  /**
   * Sets parameters, buffers, the optimizer's state and its learning rates: all, or none if
   * something does not fit.
   *
   * @throws org.gradus.layers.model.StateMismatchException if the parameters or buffers are others
   * @throws IllegalArgumentException if the optimizer's state is another one's, or its groups
   */
  public void restoreTo(Module model, Optimizer optimizer) {
    ModelState state = new ModelState(part(MODEL));
    state.requireFit(model);
    Map<ParameterGroup, Double> rates = rates(optimizer);
    optimizer.restore(part(OPTIMIZER));
    state.restoreTo(model);
    rates.forEach(ParameterGroup::setLearningRate);
  }

  private Map<ParameterGroup, Double> rates(Optimizer optimizer) {
    Map<String, Tensor> saved = part(RATES);
    Map<ParameterGroup, Double> rates = new LinkedHashMap<>();
    for (ParameterGroup group : optimizer.groups()) {
      Tensor rate = saved.get(group.name());
      if (rate == null || rate.dtype() != DType.FLOAT64 || rate.elements() != 1) {
        throw new CheckpointException(
            source,
            "the groups of the optimizer are others: expected %s, got %s."
                .formatted(
                    optimizer.groups().stream().map(ParameterGroup::name).toList(),
                    saved.keySet()));
      }
      rates.put(group, rate.item());
    }
    return rates;
  }

  /**
   * Writes the file, or replaces it if it exists.
   *
   * @throws java.io.UncheckedIOException if it cannot be written; an old one is then intact
   */
  public void write(Path file) {
    SafetensorsWriter writer = new SafetensorsWriter().metadata(FORMAT_KEY, FORMAT);
    texts.forEach((key, text) -> writer.metadata(TEXT + key, text));
    tensors.forEach(writer::add);
    writer.write(file);
  }

  /**
   * Reads a checkpoint.
   *
   * @throws CheckpointException if the file is none, or of another version
   * @throws SafetensorsException if the file is not valid safetensors
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public static Checkpoint read(Path path) {
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      String format = file.metadata().getOrDefault(FORMAT_KEY, "none");
      if (!format.equals(FORMAT)) {
        throw new CheckpointException(
            path.toString(),
            "the file is no checkpoint of a known format: expected %s \"%s\" in its metadata, got %s."
                .formatted(FORMAT_KEY, FORMAT, format.length() > 20 ? "a long text" : format));
      }
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (SafetensorsEntry entry : file.entries()) {
        tensors.put(entry.name(), entry.tensor());
      }
      Map<String, String> texts = new LinkedHashMap<>();
      file.metadata()
          .forEach(
              (key, text) -> {
                if (key.startsWith(TEXT)) {
                  texts.put(key.substring(TEXT.length()), text);
                }
              });
      return new Checkpoint(path.toString(), tensors, texts);
    }
  }
}
