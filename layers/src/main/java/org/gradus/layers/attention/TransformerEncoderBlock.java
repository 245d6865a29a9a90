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
 * A block of a transformer without a second sequence: self-attention, then two layers that treat
 * each step alone, each with a normalizer and a way around both. With a causal attention this is
 * the block of a decoder-only model such as GPT-2.
 *
 * <p>With the normalizers first: h = x + attention(norm₁(x)), y = h + feedForward(norm₂(h)). Last:
 * h = norm₁(x + attention(x)), y = norm₂(h + feedForward(h)).
 *
 * <p>Shapes: x and y (N, T, C). Children: {@code attention}, {@code attention-norm}, {@code inner},
 * {@code activation}, {@code outer}, {@code norm}.
 *
 * <p>Source: Vaswani et al., "Attention is all you need", 2017; normalizers first: Xiong et al.,
 * "On layer normalization in the transformer architecture", 2020.
 */
public final class TransformerEncoderBlock implements Module {
  private final TransformerSettings settings;
  private final MultiHeadAttention attention;
  private final Residual attending;
  private final Residual feeding;
  private final FeedForward feedForward;

  private TransformerEncoderBlock(TransformerSettings settings, Plugins plugins) {
    this.settings = settings;
    this.attention = new MultiHeadAttention(settings.attention());
    this.attending = new Residual("attention-norm", plugins.create(settings.norm()), settings);
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
  public static TransformerEncoderBlock of(Config config, Plugins plugins) {
    return new TransformerEncoderBlock(config.settings, plugins);
  }

  @Override
  public Config config() {
    return new Config(settings);
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    construction.build("attention", attention, input);
    construction.build(attending.name(), attending.norm(), input);
    feedForward.build(input, construction);
    return construction.build(feeding.name(), feeding.norm(), input);
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    return forward(x, AttentionMask.none(), context);
  }

  /** Runs the block with a mask of its self-attention, besides what the config says. */
  public Tensor forward(Tensor x, AttentionMask mask, Context context) {
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
    return feeding.forward(attended, input -> feedForward.forward(input, context), context);
  }

  @Override
  public Map<String, Module> children() {
    Map<String, Module> children = new LinkedHashMap<>();
    children.put("attention", attention);
    children.put(attending.name(), attending.norm());
    children.putAll(feedForward.children());
    children.put(feeding.name(), feeding.norm());
    return children;
  }
}
