package org.gradus.layers.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.core.json.JsonBindingException;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.plugin.Registry;
import org.gradus.core.random.RandomSource;
import org.gradus.core.recurrent.SequenceLayout;
import org.gradus.core.recurrent.Traversal;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.ModuleProvider;
import org.gradus.layers.summary.Summary;
import org.junit.jupiter.api.Test;

class RecurrentTest {
  private static <M extends Module> M built(M module, int... input) {
    module.build(Shape.of(input), Construction.of(DType.FLOAT64, RandomSource.of(1)));
    return module;
  }

  private static Tensor normal(int... sizes) {
    double[] values = new double[Shape.of(sizes).elements()];
    RandomSource.of(2).fillGaussian(values, 0, values.length);
    return Tensor.of(values, Shape.of(sizes));
  }

  private static void requireClose(Tensor expected, Tensor actual) {
    assertTrue(expected.isClose(actual, 1e-12, 1e-12), () -> expected + "\n" + actual);
  }

  /**
   * The GRU of the MNIST-1D paper has 5134 parameters with a linear layer of 2 · 6 · 40 inputs and
   * 10 outputs behind it, which has 4810 of them.
   */
  @Test
  void hasThePublishedNumberOfParameters() {
    Recurrent gru = Recurrent.of(Gru.of(6)).bidirectional();
    gru.build(Shape.of(1, 40, 1), RandomSource.of(1));

    Summary summary = Summary.of(gru, Shape.of(1, 40, 1));
    assertEquals(5134 - 4810, summary.parameters());
    // Two directions of 40 steps: 18 sums of 1 input and 6 units each.
    assertEquals(2 * 40 * 18 * 7, summary.multiplyAdds());
    assertEquals(
        List.of("", "l0", "l0_reverse"), summary.rows().stream().map(Summary.Row::path).toList());
  }

  @Test
  void joinsItsLayersAsGravesDoes() {
    Recurrent deep = built(Recurrent.of(Lstm.of(3)).withLayers(3).withSkipConnections(), 2, 4, 5);
    Tensor x = normal(2, 4, 5);
    Tensor below = x;
    Tensor[] outputs = new Tensor[3];
    for (int layer = 0; layer < 3; layer++) {
      RecurrentCell cell = (RecurrentCell) deep.children().get("l" + layer);
      Tensor input = layer == 0 ? x : Shaping.concatenate(-1, x, below);
      outputs[layer] =
          StepByStep.run(
                  cell,
                  input,
                  cell.initialState(2, DType.FLOAT64),
                  Traversal.of(SequenceLayout.NTC),
                  Context.eval())
              .output();
      below = outputs[layer];
    }

    assertEquals(Shape.of(12, 8), deep.parameters().get("l1/input-weight").shape());
    requireClose(Shaping.concatenate(-1, outputs), deep.forward(x));
  }

  @Test
  void dropsBetweenLayersInTrainingOnly() {
    Recurrent two = built(Recurrent.of(Gru.of(4)).withLayers(2).withDropout(0.5), 2, 3, 4);
    Tensor x = normal(2, 3, 4);

    assertEquals(two.forward(x), two.forward(x));
    Tensor trained = two.forward(x, Context.train(RandomSource.of(1)));
    assertEquals(trained, two.forward(x, Context.train(RandomSource.of(1))));
    assertTrue(!trained.equals(two.forward(x)));

    Recurrent one = built(Recurrent.of(Gru.of(4)).withDropout(0.5), 2, 3, 4);
    assertEquals(one.forward(x), one.forward(x, Context.train(RandomSource.of(1))));
  }

  /** Segments of one long sequence, each from where the last one ended, as if it were whole. */
  @Test
  void goesOnFromWhereASegmentEnded() {
    Recurrent recurrent = built(Recurrent.of(Lstm.of(3)).withLayers(2), 2, 6, 4);
    Tensor x = normal(2, 6, 4);
    RecurrentState state = recurrent.initialState(2, DType.FLOAT64);
    Tensor[] outputs = new Tensor[3];
    for (int i = 0; i < 3; i++) {
      RecurrentResult result =
          recurrent.forward(x.slice(1, 2 * i, 2 * i + 2), state, Context.eval());
      outputs[i] = result.output();
      state = result.state().detach();
      assertTrue(!state.get("c").isTracked());
    }

    requireClose(recurrent.forward(x), Shaping.concatenate(1, outputs));
  }

  @Test
  void truncatesWithinPaddedSequencesOfBothDirections() {
    Recurrent whole = built(Recurrent.of(Gru.of(3)).bidirectional(), 3, 7, 2);
    Recurrent truncated = built(Recurrent.of(Gru.of(3)).bidirectional().withTruncation(3), 3, 7, 2);
    Tensor x = normal(3, 7, 2);
    Tensor lengths = Tensor.of(7, 2, 4);
    RecurrentResult expected = whole.forward(x, lengths, Context.eval());
    RecurrentResult actual = truncated.forward(x, lengths, Context.eval());

    requireClose(expected.output(), actual.output());
    requireClose(expected.state().get("h"), actual.state().get("h"));
  }

  @Test
  void takesOverPytorchsWeights() {
    Recurrent recurrent = Recurrent.of(Lstm.of(2)).bidirectional();
    recurrent.build(Shape.of(1, 1, 3), RandomSource.of(1));
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (String direction : List.of("l0", "l0_reverse")) {
      weights.put("weight_ih_" + direction, Tensor.ones(8, 3));
      weights.put("weight_hh_" + direction, Tensor.ones(8, 2).mul(2));
      weights.put("bias_ih_" + direction, Tensor.ones(8).mul(3));
      weights.put("bias_hh_" + direction, Tensor.ones(8).mul(4));
    }
    PytorchWeights.load(recurrent, weights);

    assertEquals(
        Tensor.ones(8, 2).mul(2),
        recurrent.parameters().get("l0_reverse/recurrent-weight").tensor().detach());
    weights.remove("bias_ih_l0");
    weights.put("weight_hh_l0", Tensor.ones(8, 3));
    weights.put("weight_ih_l1", Tensor.ones(8, 4));
    assertEquals(
        "[pytorch weights] the tensors do not fit the module: weight_hh_l0: expected FLOAT32 (8, 2),"
            + " got FLOAT32 (8, 3); bias_ih_l0: expected FLOAT32 (8), got nothing; weight_ih_l1:"
            + " expected nothing, got FLOAT32 (8, 4).",
        assertThrows(IllegalArgumentException.class, () -> PytorchWeights.load(recurrent, weights))
            .getMessage());
  }

  @Test
  void readsItsCellFromJsonAndNothingElse() {
    Registry<Module> modules = Plugins.load().kind(ModuleProvider.class);
    Module module =
        modules.create(
            "recurrent",
            "{\"cell\":{\"type\":\"lstm\",\"config\":{\"hidden\":8,\"forgetBias\":1}},"
                + "\"layers\":2,\"layout\":\"tnc\"}");

    assertEquals(
        Recurrent.of(Lstm.of(8).withForgetBias(1))
            .withLayers(2)
            .withLayout(SequenceLayout.TNC)
            .config(),
        module.config());
    String linear = "{\"cell\":{\"type\":\"linear\",\"config\":{\"out\":8}}}";
    assertEquals(
        "[recurrent] wrong value of cell: expected a component whose config is a"
            + " org.gradus.layers.recurrent.RecurrentCell$Config, got linear. At /cell/type.",
        assertThrows(JsonBindingException.class, () -> modules.create("recurrent", linear))
            .getMessage());
  }

  @Test
  void saysWhatDoesNotFit() {
    Recurrent recurrent = Recurrent.of(Lstm.of(2)).withLayers(2);
    Sequential model = Sequential.of(recurrent);
    model.build(Shape.of(1, 4, 3), RandomSource.of(1));
    Tensor x = Tensor.zeros(2, 4, 3);
    Context context = Context.eval();

    refused(
        "[recurrent] not a batch of sequences: expected (N, T, C) (a single one is a batch of 1, by"
            + " unsqueeze), got (4, 3). At 0.",
        () -> model.forward(Tensor.zeros(4, 3), context));
    refused(
        "[recurrent] the sequences have no steps: expected at least one, got none. Shape: (2, 0, 3)."
            + " At 0.",
        () -> model.forward(Tensor.zeros(2, 0, 3), context));
    refused(
        "[recurrent] a length is out of range: expected 1 to 4, got 0 of sample 1. At 0.",
        () ->
            context.forward(
                "0",
                recurrent,
                x,
                inner -> recurrent.forward(x, Tensor.of(4, 0), inner),
                RecurrentResult::output));
    refused(
        "[recurrent] a length is out of range: expected 1 to 4, got 5 of sample 0.",
        () -> recurrent.forward(x, Tensor.of(5, 1), context));
    refused(
        "[recurrent] there are not as many lengths as samples: expected (2), got (3). Shape: (2, 4,"
            + " 3).",
        () -> recurrent.forward(x, Tensor.of(1, 1, 1), context));
    RecurrentState state = recurrent.initialState(3, DType.FLOAT32);
    refused(
        "[recurrent] part h of the state does not fit: expected (layers · directions, N, features) ="
            + " (2, 2, 2), got (2, 3, 2).",
        () -> recurrent.forward(x, state, context));
    RecurrentState other = RecurrentState.of("h", Tensor.zeros(2, 2, 2));
    refused(
        "[recurrent] the state has other parts: expected h, c, got h.",
        () -> recurrent.forward(x, other, context));
    refused(
        "[recurrent] dropout is out of range: expected at least 0 and below 1, got 1.0.",
        () -> recurrent.withDropout(1));
  }

  private static void refused(String message, Runnable body) {
    IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, body::run);
    assertEquals(message, thrown.getMessage());
  }
}
