package org.gradus.layers.embedding;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.json.Defaults;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
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
 * Looks up the rows of a learned table for the indices in a bag, and returns their sum, mean or,
 * for each feature, maximum, of which NaN is the largest.
 *
 * <p>Shapes: x (N, L), INT32, a bag in every row; {@code weight} W (entries, features); y (N,
 * features). For bags of different sizes there are {@linkplain #forward(Tensor, Tensor, Context)
 * offsets}, or an entry for padding, which counts for nothing. An empty bag gives zeros. Of equal
 * maxima the first has the gradient, which is that of the rows looked up, as that of {@link
 * Embedding}.
 *
 * <pre>{@code
 * EmbeddingBag.of(10_000, 64).taking(Mode.MEAN).withPadding(0)
 * }</pre>
 */
public final class EmbeddingBag implements Module {
  private final Config config;
  private @Nullable Parameter weight;

  /** Creates a layer, still without a table. */
  public EmbeddingBag(Config config) {
    this.config = config;
  }

  /** What becomes of the rows of a bag. */
  public enum Mode {
    /** Their sum. */
    SUM,
    /** Their mean. */
    MEAN,
    /** The largest of each feature. */
    MAX
  }

  /**
   * What an embedding of bags is made of.
   *
   * @param entries the number of indices, at least 1
   * @param features the number of features of each, at least 1
   * @param mode what becomes of the rows of a bag
   * @param padding the entry that counts for nothing, from 0 to entries − 1; empty for none
   * @param weight how the table starts
   */
  public record Config(
      int entries, int features, Mode mode, Optional<Integer> padding, Initializer weight)
      implements Module.Config {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a size is below 1, or padding is no entry
     */
    public Config {
      Table.check("embedding-bag", entries, features, padding);
    }

    /** Takes means, and starts as PyTorch does. */
    @Defaults
    public Config(int entries, int features) {
      this(entries, features, Mode.MEAN, Optional.empty(), new Normal(0, 1));
    }
  }

  /**
   * Returns an embedding that takes means.
   *
   * @throws IllegalArgumentException if a size is below 1
   */
  public static EmbeddingBag of(int entries, int features) {
    return new EmbeddingBag(new Config(entries, features));
  }

  /** Returns a new layer like this one that takes something else. */
  public EmbeddingBag taking(Mode mode) {
    return new EmbeddingBag(
        new Config(config.entries, config.features, mode, config.padding, config.weight));
  }

  /**
   * Returns a new layer like this one with an entry that counts for nothing.
   *
   * @throws IllegalArgumentException if it is no entry
   */
  public EmbeddingBag withPadding(int entry) {
    return new EmbeddingBag(
        new Config(
            config.entries, config.features, config.mode, Optional.of(entry), config.weight));
  }

  /** Returns a new layer like this one whose table starts otherwise. */
  public EmbeddingBag withWeight(Initializer initializer) {
    return new EmbeddingBag(
        new Config(config.entries, config.features, config.mode, config.padding, initializer));
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    if (weight != null) {
      throw BuildException.builtBefore("embedding-bag", construction);
    }
    requireAxes(2, "(N, L)", input);
    weight =
        Table.create(construction, config.entries, config.features, config.padding, config.weight);
    return input.withSize(1, config.features);
  }

  private static void requireAxes(int axes, String expected, Shape got) {
    if (got.rank() != axes) {
      throw ShapeException.of("embedding-bag", "the input does not fit", expected, got.toString());
    }
  }

  /**
   * Takes together the rows of equally large bags.
   *
   * @param x (N, L), INT32
   */
  @Override
  public Tensor forward(Tensor x, Context context) {
    requireAxes(2, "(N, L)", x.shape());
    int size = x.size(1);
    int[] bags = IntStream.range(0, x.elements()).map(i -> i / size).toArray();
    return forward(x.reshape(-1), bags, x.size(0), context);
  }

  /**
   * Takes together the rows of bags of any sizes.
   *
   * @param x the indices of all bags, one after the other, (indices), INT32
   * @param offsets where each bag begins, (N), INT32, ascending from 0
   * @throws IllegalArgumentException if the offsets do not begin with 0, descend, or exceed the
   *     number of indices, or if there are indices but no offsets
   */
  public Tensor forward(Tensor x, Tensor offsets, Context context) {
    requireAxes(1, "(indices) and offsets (N)", x.shape());
    requireAxes(1, "(indices) and offsets (N)", offsets.shape());
    if (offsets.dtype() != DType.INT32) {
      throw new DTypeException("embedding-bag", "INT32 offsets (cast converts)", offsets.dtype());
    }
    int[] starts = offsets.toInts();
    int[] bags = new int[x.elements()];
    if (starts.length == 0 && bags.length > 0) {
      throw new IllegalArgumentException(
          "[embedding-bag] the indices are in no bag: expected offsets that begin with 0, got none"
              + " for %s indices.".formatted(bags.length));
    }
    for (int bag = 0; bag < starts.length; bag++) {
      int before = bag == 0 ? 0 : starts[bag - 1];
      boolean valid = bag == 0 ? starts[0] == 0 : starts[bag] >= before;
      if (!valid || starts[bag] > bags.length) {
        throw new IllegalArgumentException(
            "[embedding-bag] offset %s is out of range: expected %s, got %s."
                .formatted(
                    bag,
                    bag == 0 ? "0" : "a number from " + before + " to " + bags.length,
                    starts[bag]));
      }
      Arrays.fill(bags, starts[bag], bags.length, bag);
    }
    return forward(x, bags, starts.length, context);
  }

  private Tensor forward(Tensor x, int[] bagOf, int count, Context context) {
    Parameter table = weight;
    if (table == null) {
      throw BuildException.notBuilt("embedding-bag", context);
    }
    int[] indices = x.toInts();
    int padding = config.padding.orElse(-1);
    int[] kept = IntStream.range(0, indices.length).filter(i -> indices[i] != padding).toArray();
    int[] bags = IntStream.of(kept).map(i -> bagOf[i]).toArray();
    Tensor rows = Indexing.take(table.tensor(), Indexing.take(x, Tensor.of(kept), 0), 0);
    Tensor empty = Tensor.zeros(table.dtype(), Shape.of(count, config.features));
    return switch (config.mode) {
      case SUM -> Indexing.indexAdd(empty, 0, Tensor.of(bags), rows);
      case MEAN -> Indexing.indexAdd(empty, 0, Tensor.of(bags), rows).mul(shares(bags, empty));
      case MAX -> Indexing.indexAdd(empty, 0, filled(bags), largest(rows, bags));
    };
  }

  /** Returns 1 / n for every bag of n indices, (N, 1). */
  private static Tensor shares(int[] bags, Tensor result) {
    double[] shares = new double[result.size(0)];
    for (int bag : bags) {
      shares[bag]++;
    }
    for (int bag = 0; bag < shares.length; bag++) {
      shares[bag] = 1 / Math.max(shares[bag], 1);
    }
    return Tensor.of(shares, Shape.of(shares.length, 1)).cast(result.dtype());
  }

  /** Returns the bags that are not empty. */
  private static Tensor filled(int[] bags) {
    return Tensor.of(IntStream.of(bags).distinct().toArray());
  }

  /** Returns the largest numbers of every bag that is not empty. */
  private static Tensor largest(Tensor rows, int[] bags) {
    int features = rows.size(1);
    double[] values = rows.detach().cast(DType.FLOAT64).toDoubles();
    int[] at = new int[features * (int) IntStream.of(bags).distinct().count()];
    int bag = -1;
    for (int i = 0; i < bags.length; i++) {
      boolean first = i == 0 || bags[i] != bags[i - 1];
      bag += first ? 1 : 0;
      for (int k = 0; k < features; k++) {
        int place = bag * features + k;
        double best = first ? Double.NEGATIVE_INFINITY : values[at[place] * features + k];
        double value = values[i * features + k];
        if (first || value > best || (Double.isNaN(value) && !Double.isNaN(best))) {
          at[place] = i;
        }
      }
    }
    return Indexing.gather(rows, 0, Tensor.of(at, Shape.of(at.length / features, features)));
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
