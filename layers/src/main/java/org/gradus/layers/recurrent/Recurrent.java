package org.gradus.layers.recurrent;

import java.util.Map;
import java.util.Optional;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.plugin.Settings;
import org.gradus.core.recurrent.SequenceLayout;
import org.gradus.core.recurrent.Traversal;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Runs a cell over sequences: in a stack of layers, in one direction or both.
 *
 * <p>Layer l gives the outputs of layer l − 1 to its cell, step by step from the first to the last;
 * of both directions a second cell goes from the last to the first, and the outputs y of the two
 * are joined. Shapes, with D directions of F features each: x (N, T, C), y (N, T, D · F); or (T, N,
 * C) and (T, N, D · F). The state has for each part of the cell's state (layers · D, N, features),
 * ordered by layer and then by direction, and is zero where none is given.
 *
 * <pre>{@code
 * Recurrent.of(Lstm.of(256)).withLayers(2).withDropout(0.2)
 * Recurrent.of(Gru.of(64)).bidirectional()
 * }</pre>
 *
 * <p>Cells are called {@code l0}, {@code l0_reverse}, {@code l1} and so on in paths, after the
 * suffixes of PyTorch's parameters.
 *
 * <p><b>Lengths.</b> Of a batch of sequences of different lengths, padded to T steps, {@link
 * #forward(Tensor, Tensor, Context)} computes each as if it were alone: the second direction starts
 * at the sample's own last step, the state returned is that after its own last step, and outputs at
 * the padding are 0. What the padding holds has no influence, on gradients either, even if it is
 * NaN.
 *
 * <p><b>Truncated back-propagation.</b> A long sequence is learned segment by segment, each from
 * the state in which the one before ended, through which gradients do not flow:
 *
 * <pre>{@code
 * RecurrentResult result = recurrent.forward(segment, state, context);
 * state = result.state().detach();
 * }</pre>
 *
 * <p>{@link #withTruncation} does so within a sequence.
 *
 * <p><b>Skip connections.</b> With them every layer sees the input beside the outputs of the layer
 * below, and the result joins the outputs of all layers: the deep prediction architecture of
 * Graves, "Generating sequences with recurrent neural networks", 2013, figure 1, whose weights from
 * all layers to the prediction are those of a linear layer behind this one.
 */
public final class Recurrent implements Module {
  private final Config config;
  private final CellStack stack;

  private Recurrent(Config config, RecurrentCell cell) {
    this.config = config;
    this.stack = new CellStack(config, cell);
  }

  /**
   * What a recurrent layer is made of.
   *
   * @param cell the cell of every layer and direction
   * @param layers the number of layers, at least 1
   * @param bidirectional whether there is a cell for each direction
   * @param layout the order of the axes
   * @param dropout the probability with which an element that one layer gives the next is dropped
   *     in training, at least 0 and below 1
   * @param skipConnections whether the input goes to all layers, and all layers to the result
   * @param truncation the number of steps after which the state is detached, at least 1; empty for
   *     back-propagation through all steps
   */
  public record Config(
      RecurrentCell.Config cell,
      int layers,
      boolean bidirectional,
      SequenceLayout layout,
      double dropout,
      boolean skipConnections,
      Optional<Integer> truncation)
      implements Module.Config {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public Config {
      Settings.requireSize("recurrent", "layers", layers);
      truncation.ifPresent(steps -> Settings.requireSize("recurrent", "truncation", steps));
      Settings.require(
          dropout >= 0 && dropout < 1, "recurrent", "dropout", "at least 0 and below 1", dropout);
    }

    /** One layer in one direction, the batch first. */
    @Defaults
    public Config(RecurrentCell.Config cell) {
      this(cell, 1, false, SequenceLayout.NTC, 0, false, Optional.empty());
    }

    int directions() {
      return bidirectional ? 2 : 1;
    }

    private Config withLayers(int count) {
      return new Config(cell, count, bidirectional, layout, dropout, skipConnections, truncation);
    }

    private Config inBothDirections() {
      return new Config(cell, layers, true, layout, dropout, skipConnections, truncation);
    }

    private Config withLayout(SequenceLayout other) {
      return new Config(cell, layers, bidirectional, other, dropout, skipConnections, truncation);
    }

    private Config withDropout(double p) {
      return new Config(cell, layers, bidirectional, layout, p, skipConnections, truncation);
    }

    private Config withConnections() {
      return new Config(cell, layers, bidirectional, layout, dropout, true, truncation);
    }

    private Config withTruncation(int steps) {
      Optional<Integer> every = Optional.of(steps);
      return new Config(cell, layers, bidirectional, layout, dropout, skipConnections, every);
    }
  }

  /**
   * Returns a layer of one cell, from the first step to the last, the batch first. The layer makes
   * cells of its own, like the given one, so it takes none that is built.
   *
   * @throws IllegalArgumentException if the cell has parameters already, which would be lost
   */
  public static Recurrent of(RecurrentCell cell) {
    if (!cell.parameters().isEmpty()) {
      throw new IllegalArgumentException(
          ("[recurrent] the cell is built: expected one without parameters, got %s. Hint: build the"
                  + " layer, which makes cells like this one.")
              .formatted(String.join(", ", cell.parameters().keySet())));
    }
    return new Recurrent(new Config(cell.config()), cell);
  }

  /**
   * Returns the layer that is made of a config.
   *
   * @param plugins makes the cell
   * @throws org.gradus.core.plugin.UnknownComponentException if it knows no cell of the config
   * @throws IllegalArgumentException if what it makes of the cell's config is no cell
   */
  public static Recurrent of(Config config, Plugins plugins) {
    if (plugins.create(config.cell) instanceof RecurrentCell cell) {
      return new Recurrent(config, cell);
    }
    throw new IllegalArgumentException(
        "[recurrent] the component is no cell: expected one that makes a RecurrentCell, got that of "
            + config.cell
            + ".");
  }

  /**
   * Returns a new stack of so many layers.
   *
   * @throws IllegalArgumentException if the number is below 1
   */
  public Recurrent withLayers(int layers) {
    return with(config.withLayers(layers));
  }

  /** Returns a new layer like this one that goes in both directions. */
  public Recurrent bidirectional() {
    return with(config.inBothDirections());
  }

  /** Returns a new layer like this one of sequences with another order of axes. */
  public Recurrent withLayout(SequenceLayout layout) {
    return with(config.withLayout(layout));
  }

  /**
   * Returns a new layer like this one that drops elements between layers in training.
   *
   * @param probability of an element to be dropped, at least 0 and below 1
   * @throws IllegalArgumentException if the probability is out of range
   */
  public Recurrent withDropout(double probability) {
    return with(config.withDropout(probability));
  }

  /** Returns a new layer like this one with connections past the layers. */
  public Recurrent withSkipConnections() {
    return with(config.withConnections());
  }

  /**
   * Returns a new layer like this one through whose state gradients flow back over no more than a
   * number of steps: it is detached after every so many.
   *
   * @throws IllegalArgumentException if the number is below 1
   */
  public Recurrent withTruncation(int steps) {
    return with(config.withTruncation(steps));
  }

  private Recurrent with(Config changed) {
    return new Recurrent(changed, stack.cell());
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public Map<String, Module> children() {
    return stack.children();
  }

  /**
   * Creates the parameters of all cells.
   *
   * @param input a batch of sequences of any length
   */
  @Override
  public Shape build(Shape input, Construction construction) {
    Arguments.require(Traversal.of(config.layout), input, Context.eval());
    return stack.build(input, construction);
  }

  /**
   * Returns the state before the first step where none is given, zero for the cells of this
   * library.
   *
   * @param batch the number of samples, N
   * @return for each part (layers · directions, N, features)
   */
  public RecurrentState initialState(int batch, DType dtype) {
    return stack.initialState(batch, dtype);
  }

  /**
   * Runs the layer over whole sequences from the initial state, and returns the outputs of all
   * steps.
   *
   * @throws ShapeException if x is not a batch of sequences, or has no steps
   */
  @Override
  public Tensor forward(Tensor x, Context context) {
    return run(x, Optional.empty(), Optional.empty(), context).output();
  }

  /**
   * Runs the layer over whole sequences from a state.
   *
   * @param initial for each part (layers · directions, N, features)
   * @throws ShapeException if x or the state does not fit
   * @throws IllegalArgumentException if the state has other parts than the cell's
   */
  public RecurrentResult forward(Tensor x, RecurrentState initial, Context context) {
    return run(x, Optional.empty(), Optional.of(initial), context);
  }

  /**
   * Runs the layer over sequences of different lengths from the initial state.
   *
   * @param lengths INT32 (N), the number of steps of each sample, from 1 to T
   * @throws ShapeException if x or the number of lengths does not fit
   * @throws IllegalArgumentException if a length is out of range
   */
  public RecurrentResult forward(Tensor x, Tensor lengths, Context context) {
    return run(x, Optional.of(lengths), Optional.empty(), context);
  }

  /**
   * Runs the layer over sequences of different lengths from a state.
   *
   * @param lengths INT32 (N), the number of steps of each sample, from 1 to T
   * @param initial for each part (layers · directions, N, features)
   * @throws ShapeException if x, the number of lengths or the state does not fit
   * @throws IllegalArgumentException if a length is out of range, or the state has other parts than
   *     the cell's
   */
  public RecurrentResult forward(
      Tensor x, Tensor lengths, RecurrentState initial, Context context) {
    return run(x, Optional.of(lengths), Optional.of(initial), context);
  }

  private RecurrentResult run(
      Tensor x, Optional<Tensor> lengths, Optional<RecurrentState> initial, Context context) {
    Traversal traversal = new Traversal(config.layout, false, lengths);
    Arguments.require(traversal, x.shape(), context);
    RecurrentState zero = stack.initialState(traversal.batch(x.shape()), x.dtype());
    initial.ifPresent(given -> Arguments.require(given, zero, context));
    return stack.run(x, traversal, initial.orElse(zero), context);
  }
}
