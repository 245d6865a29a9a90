package org.gradus.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.UpdateRule;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Tensor;

/**
 * The family {@code networks}: outputs with the loss among them, its gradients, and training on one
 * batch.
 */
final class Networks implements Family {
  private static final Map<String, Function<Arguments, Network>> NETWORKS =
      Map.ofEntries(
          Map.entry("makemore_mlp", DenseNetworks::makemore),
          Map.entry("makemore_mlp_batch_norm", DenseNetworks::makemoreBatchNorm),
          Map.entry("residual_mlp_batch_norm", DenseNetworks::residual),
          Map.entry("lstm_language_model_1_layers", RecurrentNetworks::lstmLanguageModel),
          Map.entry("lstm_language_model_2_layers", RecurrentNetworks::lstmLanguageModel),
          Map.entry("gru_classifier", RecurrentNetworks::gruClassifier),
          Map.entry("bahdanau_seq2seq", BahdanauNetwork::new),
          Map.entry("gpt_untied", TransformerNetworks::gpt),
          Map.entry("gpt_tied", TransformerNetworks::gpt),
          Map.entry("resnet", ImageNetworks::resNet),
          Map.entry("small_cnn", ImageNetworks::smallCnn));

  @Override
  public void check(ReferenceCase test, Setting setting) {
    String name = test.json().get("id").textValue();
    Function<Arguments, Network> maker = NETWORKS.get(name);
    if (maker == null) {
      throw new NotCoveredException("network", name);
    }
    Arguments in = new Arguments(test, setting.dtype());
    in.describes("architecture");
    Network network = maker.apply(in);
    if (test.op().equals("training")) {
      train(test, network, in);
    } else {
      Map<String, Tensor> outputs = network.run();
      in.requireAllRead();
      test.check("output", outputs, in.dtype());
      Gradients gradients = outputs.get("loss").backward();
      Operations.checkGradients(test, "inputs", in, gradients);
      Operations.checkGradients(test, "params", in, gradients);
      checkStates(test, "buffers_after", in);
    }
  }

  /**
   * Trains on the same batch: parameters and buffers after the last step, and the losses before
   * each step and after the last.
   */
  private static void train(ReferenceCase test, Network network, Arguments in) {
    Options options = new Options(test.json().get("training"));
    UpdateRule rule = Trajectories.rule(test.json().get("optimizer").textValue(), options);
    Optimizer optimizer = Optimizer.of(in.parameters(), options.number("lr"), rule);
    int steps = options.integer("steps");
    options.requireAllRead();
    List<Tensor> losses = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      Tensor loss = network.run().get("loss");
      losses.add(loss.detach());
      optimizer.step(loss.backward());
    }
    in.requireAllRead();
    checkStates(test, "params_after", in);
    // Before the last pass, which changes running statistics once more.
    checkStates(test, "buffers_after", in);
    losses.add(network.run().get("loss").detach());
    Tensor trajectory = Shaping.stack(0, losses.toArray(Tensor[]::new));
    test.check("losses", Map.of("losses", trajectory), in.dtype());
  }

  private static void checkStates(ReferenceCase test, String part, Arguments in) {
    test.check(part, in.statesNow(test.expected(part).keySet()), in.dtype());
  }
}
