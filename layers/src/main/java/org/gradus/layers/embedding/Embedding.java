package org.gradus.layers.embedding;

import java.util.Map;
import java.util.Optional;
import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.indexing.RowNorms;
import org.gradus.core.json.Defaults;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.initialization.Normal;
import org.gradus.layers.module.BuildException;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.ParameterRole;
import org.jspecify.annotations.Nullable;

/**
 * Looks up a row of a learned table for every index: y[…] = W[x[…]].
 *
 * <p>Shapes: x (…), INT32, from 0 to entries − 1; {@code weight} W (entries, features); y (…,
 * features). The table starts normal with variance 1, as PyTorch's does.
 *
 * <pre>{@code
 * Embedding.of(27, 10)
 * Embedding.of(50_000, 512).withPadding(0).withWeight(new Normal(0, 0.02))
 * }</pre>
 *
 * <p>The gradient is that of the rows that were looked up. The rest of the table is neither touched
 * nor allocated, neither by backward nor by an optimizer whose rule leaves parameters without a
 * gradient alone, as plain SGD does.
 *
 * <p>With a <em>padding</em> entry its row starts at zero and has no gradient. With a <em>largest
 * norm</em> a pass of training first scales down the rows it looks up, in place and without a
 * gradient; a pass of evaluation returns them scaled and changes nothing. With <em>averaged</em>
 * gradients a row's gradient is the mean of those of its places in the batch, not their sum.
 */
public final class Embedding implements Module {
  private static final double EPSILON = 1e-7;

  private final Config config;
  private @Nullable Parameter weight;

  /** Creates a layer, still without a table. */
  public Embedding(Config config) {
    this.config = config;
  }

  /**
   * What an embedding is made of.
   *
   * @param entries the number of indices, at least 1
   * @param features the number of features of each, at least 1
   * @param padding the entry without a meaning, from 0 to entries − 1; empty for none
   * @param maxNorm the largest norm of a row; empty for any
   * @param averaged whether gradients are divided by how often their rows are looked up
   * @param weight how the table starts
   */
  public record Config(
      int entries,
      int features,
      Optional<Integer> padding,
      Optional<MaxNorm> maxNorm,
      boolean averaged,
      Initializer weight)
      implements Module.Config {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a size is below 1, or padding is no entry
     */
    public Config {
      Table.check("embedding", entries, features, padding);
    }

    /** Starts as PyTorch does, and leaves out everything else. */
    @Defaults
    public Config(int entries, int features) {
      this(entries, features, Optional.empty(), Optional.empty(), false, new Normal(0, 1));
    }
  }

  /**
   * Returns an embedding.
   *
   * @throws IllegalArgumentException if a size is below 1
   */
  public static Embedding of(int entries, int features) {
    return new Embedding(new Config(entries, features));
  }

  /**
   * Returns a new layer like this one with an entry without a meaning.
   *
   * @throws IllegalArgumentException if it is no entry
   */
  public Embedding withPadding(int entry) {
    return with(Optional.of(entry), config.maxNorm, config.averaged, config.weight);
  }

  /** Returns a new layer like this one with a limit to the norms of rows. */
  public Embedding withMaxNorm(MaxNorm limit) {
    return with(config.padding, Optional.of(limit), config.averaged, config.weight);
  }

  /** Returns a new layer like this one whose gradients are averages over the places of a row. */
  public Embedding withAveragedGradients() {
    return with(config.padding, config.maxNorm, true, config.weight);
  }

  /** Returns a new layer like this one whose table starts otherwise. */
  public Embedding withWeight(Initializer initializer) {
    return with(config.padding, config.maxNorm, config.averaged, initializer);
  }

  private Embedding with(
      Optional<Integer> padding, Optional<MaxNorm> limit, boolean averaged, Initializer start) {
    return new Embedding(
        new Config(config.entries, config.features, padding, limit, averaged, start));
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    if (weight != null) {
      throw BuildException.builtBefore("embedding", construction);
    }
    weight =
        Table.create(construction, config.entries, config.features, config.padding, config.weight);
    return Table.results(input, config.features);
  }

  /**
   * Looks up rows.
   *
   * @param x INT32, of any shape
   * @throws IndexOutOfBoundsException if an index is not one of the entries
   */
  @Override
  public Tensor forward(Tensor x, Context context) {
    Parameter table = weight;
    if (table == null) {
      throw BuildException.notBuilt("embedding", context);
    }
    if (config.maxNorm.isPresent() && context.isTraining()) {
      RowNorms.limit(table, x, config.maxNorm.get().maximum(), config.maxNorm.get().p());
    }
    Tensor y = Indexing.lookup(table.tensor(), x, config.padding.orElse(-1), config.averaged);
    return config.maxNorm.isPresent() && !context.isTraining() ? limited(y) : y;
  }

  /** Returns rows as {@link RowNorms#limit} would leave them. */
  private Tensor limited(Tensor rows) {
    MaxNorm limit = config.maxNorm.orElseThrow();
    Tensor factors =
        Autograd.noGrad(
            () -> {
              Tensor norms = Reductions.norm(rows, limit.p(), true, -1);
              Tensor one = Tensor.ones(norms.dtype(), norms.shape());
              Tensor maximum = one.mul(limit.maximum());
              return Elementwise.where(norms.gt(maximum), maximum.div(norms.add(EPSILON)), one);
            });
    return rows.mul(factors);
  }

  @Override
  public ParameterRole role(String path, Shape shape) {
    return ParameterRole.TABLE;
  }

  @Override
  public Map<String, Parameter> ownParameters() {
    Parameter table = weight;
    return table == null ? Map.of() : Map.of("weight", table);
  }
}
