package org.gradus.regularization.averaging;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.core.tensor.Buffer;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Module;
import org.gradus.layers.normalization.Recalibration;

/**
 * Where batch norms get the statistics from that belong to averaged weights, which no step of
 * training has run with.
 *
 * @param network the network whose weights are averaged
 * @param inputs batches of training inputs, gone through once for each batch norm
 */
record Statistics(Module network, Iterable<Tensor> inputs) {
  /** Takes them anew, with the weights that the network has now. */
  void recalibrate() {
    Recalibration.run(network, inputs);
  }

  /** Runs a body with statistics taken anew; afterwards the buffers are as they were. */
  void with(Runnable body) {
    Map<Buffer, Tensor> kept = new LinkedHashMap<>();
    network.buffers().values().forEach(buffer -> kept.put(buffer, buffer.tensor().copy()));
    try {
      recalibrate();
      body.run();
    } finally {
      kept.forEach(Buffer::set);
    }
  }
}
