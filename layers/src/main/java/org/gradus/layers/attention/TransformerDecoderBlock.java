package org.gradus.layers.attention;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.core.attention.AttentionMask;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * A block of a transformer that also attends to a second sequence, the memory: self-attention,
 * attention to the memory, then two layers that treat each step alone, each with a normalizer and a
 * way around both, ordered as in {@link TransformerEncoderBlock}.
 *
 * <p>Shapes: x and y (N, T, C), memory (N, S, memory features). Children: {@code attention}, {@code
 * attention-norm}, {@code memory-attention}, {@code memory-norm}, {@code inner}, {@code
 * activation}, {@code outer}, {@code norm}. Whether a step sees those after it is for the config of
 * the attention to say: that of a translation is causal.
 *
 * <p>Source: Vaswani et al., "Attention is all you need", 2017.
 */
public final class TransformerDecoderBlock implements Module {
  private final TransformerSettings settings;
  private final MultiHeadAttention attention;
  private final MultiHeadAttention memoryAttention;
  private final Residual attending;
  private final Residual remembering;
  private final Residual feeding;
  private final FeedForward feedForward;

  private TransformerDecoderBlock(TransformerSettings settings, Plugins plugins) {
    this.settings = settings;
    this.attention = new MultiHeadAttention(settings.attention());
    this.memoryAttention = new MultiHeadAttention(settings.crossAttention());
    this.attending = new Residual("attention-norm", plugins.create(settings.norm()), settings);
    this.remembering = new Residual("memory-norm", plugins.create(settings.norm()), settings);
    this.feeding = new Residual("norm", plugins.create(settings.norm()), settings);
    this.feedForward =
        new FeedForward(
            settings.hidden(), plugins.create(settings.activation()), settings.dropout());
  }

  /**
   * What a block is made of.
   *
   * @param settings its parts
   */
  public record Config(TransformerSettings settings) implements Module.Config {}

  /**
   * Returns a block.
   *
   * @param plugins makes the normalizers and the activation
   */
  public static TransformerDecoderBlock of(Config config, Plugins plugins) {
    return new TransformerDecoderBlock(config.settings, plugins);
  }

  @Override
  public Config config() {
    return new Config(settings);
  }

  /** Builds the block for a memory of the input's shape. */
  @Override
  public Shape build(Shape input, Construction construction) {
    return build(input, input, construction);
  }

  /** Builds the block for a memory of another shape. */
  public Shape build(Shape input, Shape memory, Construction construction) {
    construction.build("attention", attention, input);
    construction.build(attending.name(), attending.norm(), input);
    construction.build(
        "memory-attention",
        memoryAttention,
        inner -> memoryAttention.build(input, memory, memory, inner));
    construction.build(remembering.name(), remembering.norm(), input);
    feedForward.build(input, construction);
    return construction.build(feeding.name(), feeding.norm(), input);
  }

  /** Runs the block with its input as the memory too. */
  @Override
  public Tensor forward(Tensor x, Context context) {
    return forward(x, x, AttentionMask.none(), AttentionMask.none(), context);
  }

  /**
   * Runs the block.
   *
   * @param mask of the self-attention, besides what the config says
   * @param memoryMask of the attention to the memory
   */
  public Tensor forward(
      Tensor x, Tensor memory, AttentionMask mask, AttentionMask memoryMask, Context context) {
    Tensor attended =
        attending.forward(
            x,
            input ->
                context.forward(
                    "attention",
                    attention,
                    input,
                    inner -> attention.forward(input, mask, inner),
                    y -> y),
            context);
    Tensor remembered =
        remembering.forward(
            attended,
            input ->
                context.forward(
                    "memory-attention",
                    memoryAttention,
                    input,
                    inner -> memoryAttention.forward(input, memory, memory, memoryMask, inner),
                    y -> y),
            context);
    return feeding.forward(remembered, input -> feedForward.forward(input, context), context);
  }

  @Override
  public Map<String, Module> children() {
    Map<String, Module> children = new LinkedHashMap<>();
    children.put("attention", attention);
    children.put(attending.name(), attending.norm());
    children.put("memory-attention", memoryAttention);
    children.put(remembering.name(), remembering.norm());
    children.putAll(feedForward.children());
    children.put(feeding.name(), feeding.norm());
    return children;
  }
}
