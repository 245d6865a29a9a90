package org.gradus.layers.recurrent;

import org.gradus.core.tensor.Tensor;

/**
 * What a cell or a recurrent layer makes of a step or of a sequence.
 *
 * @param output the output of the step, or those of all steps of the sequence
 * @param state the state after the step, or after the last one
 */
public record RecurrentResult(Tensor output, RecurrentState state) {}
