package org.gradus.layers.attention;

import java.util.Optional;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.Normalizer;
import org.gradus.layers.normalization.LayerNorm;

/**
 * What blocks of transformers are made of.
 *
 * @param attention the self-attention, and but for its causality and rotary positions the attention
 *     to another sequence
 * @param hidden features between the two layers that treat each step alone, at least 1
 * @param activation between these two
 * @param norm the normalizer of each part, given (N, T, C): {@link LayerNorm} and {@link
 *     org.gradus.layers.normalization.RmsNorm} normalize each step over its features; normalizers
 *     of channels on axis 1, such as {@link org.gradus.layers.normalization.BatchNorm}, would take
 *     the steps for channels
 * @param order where it is
 * @param dropout the probability of an element to be dropped in training, after each part and
 *     between the two layers; the attention has its own
 */
public record TransformerSettings(
    MultiHeadAttention.Config attention,
    int hidden,
    Module.Config activation,
    Normalizer.Config norm,
    Order order,
    double dropout) {
  /** Where the normalizers of a block are. */
  public enum Order {
    /** Before each part, within its branch, x + f(norm(x)): trains without a warm-up. */
    NORM_FIRST,
    /** After each sum, norm(x + f(x)): the original one. */
    NORM_LAST
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if there are no hidden features, or dropout is no probability
   */
  public TransformerSettings {
    Settings.requireSize("transformer", "hidden", hidden);
    Settings.require(dropout >= 0 && dropout <= 1, "transformer", "dropout", "0 to 1", dropout);
  }

  /** Has layer normalization first, ReLU, and no dropout. */
  @Defaults
  public TransformerSettings(MultiHeadAttention.Config attention, int hidden) {
    this(attention, hidden, new Relu(), new LayerNorm.Config(), Order.NORM_FIRST, 0);
  }

  /**
   * Returns the settings of so many heads.
   *
   * @throws IllegalArgumentException if a number is below 1
   */
  public static TransformerSettings of(int heads, int hidden) {
    return new TransformerSettings(new MultiHeadAttention.Config(heads), hidden);
  }

  /** Returns these settings with another attention. */
  public TransformerSettings withAttention(MultiHeadAttention other) {
    return new TransformerSettings(other.config(), hidden, activation, norm, order, dropout);
  }

  /** Returns these settings with another activation. */
  public TransformerSettings withActivation(Module.Config other) {
    return new TransformerSettings(attention, hidden, other, norm, order, dropout);
  }

  /** Returns these settings with another normalizer, one of the last axis. */
  public TransformerSettings withNorm(Normalizer.Config other) {
    return new TransformerSettings(attention, hidden, activation, other, order, dropout);
  }

  /** Returns these settings with the normalizers somewhere else. */
  public TransformerSettings withOrder(Order other) {
    return new TransformerSettings(attention, hidden, activation, norm, other, dropout);
  }

  /**
   * Returns these settings with dropout, in the attention too.
   *
   * @throws IllegalArgumentException if p is no probability
   */
  public TransformerSettings withDropout(double p) {
    MultiHeadAttention.Config dropping = new MultiHeadAttention(attention).withDropout(p).config();
    return new TransformerSettings(dropping, hidden, activation, norm, order, p);
  }

  /**
   * Returns the attention to another sequence: as this one, but never causal and without rotary
   * positions, since those of two sequences have no distance.
   */
  MultiHeadAttention.Config crossAttention() {
    return new MultiHeadAttention.Config(
        attention.heads(),
        attention.keyHeads(),
        false,
        attention.bias(),
        attention.dropout(),
        attention.sink(),
        Optional.empty());
  }
}
