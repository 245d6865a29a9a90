package org.gradus.layers.attention;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gradus.core.attention.AttentionMask;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.Normalizer;

/**
 * A stack of {@link TransformerDecoderBlock}s, with a normalizer at the end if there is one: blocks
 * that normalize first need it.
 *
 * <p>Shapes: x and y (N, T, C), memory (N, S, memory features). Children: {@code 0}, {@code 1}, …
 * and {@code norm}.
 *
 * <p>Source: Vaswani et al., "Attention is all you need", 2017.
 */
public final class TransformerDecoder implements Module {
  private final Config config;
  private final List<TransformerDecoderBlock> blocks;
  private final Optional<Module> norm;

  private TransformerDecoder(Config config, Plugins plugins) {
    this.config = config;
    this.blocks = new ArrayList<>();
    for (int i = 0; i < config.layers; i++) {
      TransformerDecoderBlock.Config block = new TransformerDecoderBlock.Config(config.block);
      blocks.add(TransformerDecoderBlock.of(block, plugins));
    }
    this.norm = config.norm.map(plugins::create);
  }

  /**
   * What a stack is made of.
   *
   * @param layers the number of blocks, at least 1
   * @param block the parts of each
   * @param norm the normalizer at the end
   */
  public record Config(int layers, TransformerSettings block, Optional<Normalizer.Config> norm)
      implements Module.Config {
    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if there are no blocks
     */
    public Config {
      Settings.requireSize("transformer-decoder", "layers", layers);
    }
  }

  /**
   * Returns a stack.
   *
   * @param plugins makes the normalizers and activations
   */
  public static TransformerDecoder of(Config config, Plugins plugins) {
    return new TransformerDecoder(config, plugins);
  }

  @Override
  public Config config() {
    return config;
  }

  /** Builds the stack for a memory of the input's shape. */
  @Override
  public Shape build(Shape input, Construction construction) {
    return build(input, input, construction);
  }

  /** Builds the stack for a memory of another shape. */
  public Shape build(Shape input, Shape memory, Construction construction) {
    for (int i = 0; i < blocks.size(); i++) {
      TransformerDecoderBlock block = blocks.get(i);
      construction.build(String.valueOf(i), block, inner -> block.build(input, memory, inner));
    }
    norm.ifPresent(module -> construction.build("norm", module, input));
    return input;
  }

  /** Runs the stack with its input as the memory too. */
  @Override
  public Tensor forward(Tensor x, Context context) {
    return forward(x, x, AttentionMask.none(), AttentionMask.none(), context);
  }

  /**
   * Runs the stack.
   *
   * @param mask of every self-attention, besides what the config says
   * @param memoryMask of every attention to the memory
   */
  public Tensor forward(
      Tensor x, Tensor memory, AttentionMask mask, AttentionMask memoryMask, Context context) {
    Tensor y = x;
    for (int i = 0; i < blocks.size(); i++) {
      TransformerDecoderBlock block = blocks.get(i);
      Tensor input = y;
      y =
          context.forward(
              String.valueOf(i),
              block,
              input,
              inner -> block.forward(input, memory, mask, memoryMask, inner),
              output -> output);
    }
    return norm.isPresent() ? context.forward("norm", norm.get(), y) : y;
  }

  @Override
  public Map<String, Module> children() {
    Map<String, Module> children = new LinkedHashMap<>();
    IntStream.range(0, blocks.size()).forEach(i -> children.put(String.valueOf(i), blocks.get(i)));
    norm.ifPresent(module -> children.put("norm", module));
    return children;
  }
}
