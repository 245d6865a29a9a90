package org.gradus.layers.module;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.core.tensor.Parameter;

/**
 * Which parameters of a network weight decay is meant for.
 *
 * <p>It shrinks the weights with which a layer multiplies. Gains and shifts of normalizers and
 * biases have no part in what a network can overfit with, and to pull gains towards 0 works against
 * the normalizer. The two maps are for two groups of an optimizer.
 *
 * <p>Source: Loshchilov and Hutter, "Decoupled weight decay regularization", 2019, and the practice
 * since.
 *
 * @param decayed what to decay, by path: what {@linkplain ParameterRole#isDecayed is a weight or a
 *     table}
 * @param exempt what not to decay, by path: all others
 */
public record WeightDecay(Map<String, Parameter> decayed, Map<String, Parameter> exempt) {
  /** Returns the parameters of a network, parted. */
  public static WeightDecay of(Module network) {
    WeightDecay parted = new WeightDecay(new LinkedHashMap<>(), new LinkedHashMap<>());
    network
        .parameters()
        .forEach(
            (path, parameter) ->
                (network.role(path, parameter.shape()).isDecayed() ? parted.decayed : parted.exempt)
                    .put(path, parameter));
    return parted;
  }
}
