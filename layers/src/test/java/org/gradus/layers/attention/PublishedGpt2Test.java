package org.gradus.layers.attention;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradus.core.linear.LinearAlgebra;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.safetensors.SafetensorsEntry;
import org.gradus.core.safetensors.SafetensorsFile;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.Gelu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.embedding.Embedding;
import org.gradus.layers.module.Construction;
import org.gradus.layers.normalization.LayerNorm;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A small GPT-2 of Hugging Face, run from its file below {@code $GRADUS_DATA}, the folder that is
 * described in its README.
 *
 * <p>The prompts and their greedy continuation are those that ONNX Runtime GenAI's tests state; the
 * logits were computed there in float64.
 */
@EnabledIfEnvironmentVariable(named = "GRADUS_DATA", matches = ".+")
class PublishedGpt2Test {
  private static final int VOCABULARY = 1000;
  private static final int POSITIONS = 512;
  private static final int WIDTH = 32;
  private static final int PROMPT = 4;
  private static final int NPY_HEADER = 128;

  /** The prompts, their first four, and how they go on. */
  private static final int[][] SEQUENCES = {
    {0, 0, 0, 52, 204, 204, 204, 204, 204, 204},
    {0, 0, 195, 731, 731, 114, 114, 114, 114, 114}
  };

  /** Where the parts of the file are in the model. */
  private static final Map<String, String> PLACES =
      Map.of(
          "ln_1", "attention-norm",
          "ln_2", "norm",
          "attn.c_proj", "attention/output",
          "mlp.c_fc", "inner",
          "mlp.c_proj", "outer");

  private final Set<String> set = new HashSet<>();

  private static Path path(String name) {
    return Path.of(System.getenv("GRADUS_DATA")).resolve("tiny-gpt2").resolve(name);
  }

  private Sequential load(DType dtype) {
    TransformerSettings block =
        TransformerSettings.of(4, 128)
            .withAttention(MultiHeadAttention.of(4).withCausalMask())
            .withActivation(Gelu.tanh());
    Sequential model =
        Sequential.of(
            Embedding.of(VOCABULARY, WIDTH),
            LearnedPositions.of(POSITIONS),
            TransformerEncoder.of(
                new TransformerEncoder.Config(5, block, Optional.of(new LayerNorm.Config())),
                Plugins.load()));
    model.build(Shape.of(1, PROMPT), Construction.of(dtype, RandomSource.of(1)));
    try (var file = SafetensorsFile.open(path("model.safetensors"))) {
      for (SafetensorsEntry entry : file.entries()) {
        set(model, entry.name().substring("transformer.".length()), entry.tensor().cast(dtype));
      }
    }
    assertEquals(model.parameters().keySet(), set, "every parameter is in the file");
    return model;
  }

  private void set(Sequential model, String name, Tensor value) {
    switch (name) {
      case "wte.weight" -> put(model, "0/weight", value);
      case "wpe.weight" -> put(model, "1/weight", value);
      case "ln_f.weight", "ln_f.bias" ->
          put(model, "2/norm/" + name.substring("ln_f.".length()), value);
      default -> {
        String[] parts = name.split("\\.", 3);
        String kind = parts[2].substring(parts[2].lastIndexOf('.') + 1);
        String part = parts[2].substring(0, parts[2].lastIndexOf('.'));
        String block = "2/" + parts[1] + "/";
        // GPT-2 has the weights of linear layers as (in, out).
        Tensor ours = value.rank() == 2 ? value.transpose() : value;
        if (part.equals("attn.c_attn")) {
          var projections = Shaping.chunk(ours, 3, 0);
          put(model, block + "attention/query/" + kind, projections.get(0));
          put(model, block + "attention/key/" + kind, projections.get(1));
          put(model, block + "attention/value/" + kind, projections.get(2));
        } else {
          put(model, block + PLACES.get(part) + "/" + kind, ours);
        }
      }
    }
  }

  private void put(Sequential model, String place, Tensor value) {
    model.parameters().get(place).set(value);
    set.add(place);
  }

  /** Returns the logits (N, T, vocabulary); the embedding is the last layer too. */
  private static Tensor logits(Sequential model, Tensor ids) {
    Tensor embedding = model.parameters().get("0/weight").tensor().detach();
    return LinearAlgebra.linear(model.forward(ids), embedding);
  }

  private static void requireStated(String file, Tensor got) throws IOException {
    ByteBuffer stated =
        ByteBuffer.wrap(Files.readAllBytes(path(file)))
            .order(ByteOrder.LITTLE_ENDIAN)
            .position(NPY_HEADER);
    double[] expected = new double[got.elements()];
    stated.asDoubleBuffer().get(expected);
    Tensor all = Tensor.of(expected, got.shape());

    double tolerance = got.dtype() == DType.FLOAT64 ? 1e-9 : 1e-5;
    double error = got.cast(DType.FLOAT64).sub(all).abs().max().item() / all.abs().max().item();
    assertTrue(error <= tolerance, "the largest error, of the largest number, is " + error);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void givesTheStatedLogits(DType dtype) throws IOException {
    Sequential model = load(dtype);
    Tensor sequences = Tensor.of(SEQUENCES);

    requireStated("expected_prompt_logits_f64.npy", logits(model, sequences.slice(1, 0, PROMPT)));
    requireStated("expected_full_logits_f64.npy", logits(model, sequences));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void goesOnAsStated(DType dtype) {
    Sequential model = load(dtype);
    Tensor ids = Tensor.of(SEQUENCES).slice(1, 0, PROMPT);
    while (ids.size(1) < SEQUENCES[0].length) {
      Tensor next = logits(model, ids).select(1, ids.size(1) - 1).argmax(1);
      ids = Shaping.concatenate(1, ids, next.unsqueeze(1));
    }
    assertArrayEquals(SEQUENCES, ids.toIntRows());
  }
}
