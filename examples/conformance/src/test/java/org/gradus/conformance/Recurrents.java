package org.gradus.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.core.recurrent.SequenceLayout;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Context;
import org.gradus.layers.recurrent.CellStart;
import org.gradus.layers.recurrent.Elman;
import org.gradus.layers.recurrent.Gru;
import org.gradus.layers.recurrent.Lstm;
import org.gradus.layers.recurrent.Nonlinearity;
import org.gradus.layers.recurrent.PytorchWeights;
import org.gradus.layers.recurrent.Recurrent;
import org.gradus.layers.recurrent.RecurrentCell;
import org.gradus.layers.recurrent.RecurrentResult;
import org.gradus.layers.recurrent.RecurrentState;

/** The family {@code recurrent}: layers and single cells. */
final class Recurrents {
  private Recurrents() {}

  static Family family() {
    Operations operations = new Operations();
    for (String cell : new String[] {"rnn_tanh", "rnn_relu", "lstm", "gru"}) {
      operations.many(cell, in -> layer(cell, in));
      operations.many(cell + "_cell", in -> single(cell, in));
    }
    return operations;
  }

  private static RecurrentCell cell(String name, Arguments in) {
    in.describes("input_size", "nonlinearity");
    int hidden = in.integer("hidden_size");
    CellStart pytorch = CellStart.pytorch(hidden);
    CellStart start = in.flag("bias") ? pytorch : pytorch.withoutBias();
    return switch (name) {
      case "rnn_tanh" -> Elman.of(hidden).with(start);
      case "rnn_relu" -> Elman.of(hidden).with(Nonlinearity.RELU).with(start);
      case "gru" -> Gru.of(hidden).with(start);
      default -> {
        Lstm lstm = Lstm.of(hidden).with(start);
        int projection = in.integer("proj_size");
        yield projection == 0 ? lstm : lstm.withProjection(projection);
      }
    };
  }

  private static Map<String, Tensor> layer(String name, Arguments in) {
    in.describes("enforce_sorted");
    boolean alone = in.x().rank() == 2;
    SequenceLayout layout = in.flag("batch_first") ? SequenceLayout.NTC : SequenceLayout.TNC;
    Tensor x = alone ? in.x().unsqueeze(layout.batchAxis()) : in.x();
    Recurrent oneDirection =
        Recurrent.of(cell(name, in)).withLayers(in.integer("num_layers")).withLayout(layout);
    Recurrent recurrent =
        in.built(
            in.flag("bidirectional") ? oneDirection.bidirectional() : oneDirection,
            x.shape(),
            PytorchWeights::nameOf);
    RecurrentState zero = recurrent.initialState(x.size(layout.batchAxis()), in.dtype());
    RecurrentState initial = initial(zero, alone ? 1 : -1, in);
    RecurrentResult result =
        in.flag("packed")
            ? recurrent.forward(x, in.tensor("lengths"), initial, Context.eval())
            : recurrent.forward(x, initial, Context.eval());
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    outputs.put("output", alone ? result.output().squeeze(layout.batchAxis()) : result.output());
    result
        .state()
        .parts()
        .forEach((part, value) -> outputs.put(part + "_n", alone ? value.squeeze(1) : value));
    return outputs;
  }

  private static Map<String, Tensor> single(String name, Arguments in) {
    RecurrentCell cell = in.built(cell(name, in), in.x().shape(), PytorchWeights::nameOf);
    RecurrentState zero = cell.initialState(in.x().size(0), in.dtype());
    RecurrentResult result = cell.forward(in.x(), initial(zero, -1, in), Context.eval());
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    result.state().parts().forEach((part, value) -> outputs.put(part + "_1", value));
    return outputs;
  }

  /**
   * Returns the case's initial state, or zero if it has none.
   *
   * @param missingAxis the axis of the samples if the case has none, or −1
   */
  private static RecurrentState initial(RecurrentState zero, int missingAxis, Arguments in) {
    RecurrentState initial = zero;
    for (String part : zero.parts().keySet()) {
      String name = part + "_0";
      if (in.hasTensor(name)) {
        Tensor given = in.tensor(name);
        initial = initial.with(part, missingAxis < 0 ? given : given.unsqueeze(missingAxis));
      }
    }
    return initial;
  }
}
