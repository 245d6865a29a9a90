package org.gradus.layers.recurrent;

import java.util.Optional;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.initialization.Uniform;

/**
 * How the parameters of a recurrent cell start.
 *
 * @param inputWeight how the weight of the input starts
 * @param recurrentWeight how the weight of the state starts
 * @param bias how both biases start; empty for none
 */
public record CellStart(
    Initializer inputWeight, Initializer recurrentWeight, Optional<Initializer> bias) {
  /**
   * Returns PyTorch's: everything uniform between ±1 / √hidden.
   *
   * @param hidden the number of hidden units; one below 1 is for the cell to refuse
   */
  public static CellStart pytorch(int hidden) {
    double bound = 1 / Math.sqrt(Math.max(hidden, 1));
    Initializer uniform = new Uniform(-bound, bound);
    return new CellStart(uniform, uniform, Optional.of(uniform));
  }

  /** Returns this without biases. */
  public CellStart withoutBias() {
    return new CellStart(inputWeight, recurrentWeight, Optional.empty());
  }
}
