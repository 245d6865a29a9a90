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
 * A stack of {@link TransformerEncoderBlock}s, with a normalizer at the end if there is one: blocks
 * that normalize first need it.
 *
 * <p>Shapes: x and y (N, T, C). Children: {@code 0}, {@code 1}, … and {@code norm}.
 *
 * <p>Source: Vaswani et al., "Attention is all you need", 2017.
 */
public final class TransformerEncoder implements Module {
  private final Config config;
  private final List<TransformerEncoderBlock> blocks;
  private final Optional<Module> norm;

  private TransformerEncoder(Config config, Plugins plugins) {
    this.config = config;
    this.blocks = new ArrayList<>();
    for (int i = 0; i < config.layers; i++) {
      TransformerEncoderBlock.Config block = new TransformerEncoderBlock.Config(config.block);
      blocks.add(TransformerEncoderBlock.of(block, plugins));
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
      Settings.requireSize("transformer-encoder", "layers", layers);
    }
  }

  /**
   * Returns a stack.
   *
   * @param plugins makes the normalizers and activations
   */
  public static TransformerEncoder of(Config config, Plugins plugins) {
    return new TransformerEncoder(config, plugins);
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    children().forEach((name, child) -> construction.build(name, child, input));
    return input;
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    return forward(x, AttentionMask.none(), context);
  }

  /** Runs the stack with a mask of every self-attention, besides what the config says. */
  public Tensor forward(Tensor x, AttentionMask mask, Context context) {
    Tensor y = x;
    for (int i = 0; i < blocks.size(); i++) {
      TransformerEncoderBlock block = blocks.get(i);
      Tensor input = y;
      y =
          context.forward(
              String.valueOf(i),
              block,
              input,
              inner -> block.forward(input, mask, inner),
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
