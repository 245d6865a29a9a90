package org.gradus.layers.attention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.contract.ModuleContract;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.He;
import org.gradus.layers.module.BuildException;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.summary.Summary;
import org.junit.jupiter.api.Test;

class SequenceAttentionTest {
  private static <A extends SequenceAttention> A built(A attention, int... states) {
    attention.build(Shape.of(states), Construction.of(DType.FLOAT64, RandomSource.of(1)));
    return attention;
  }

  private static Tensor normal(int... sizes) {
    double[] values = new double[Shape.of(sizes).elements()];
    RandomSource.of(2).fillGaussian(values, 0, values.length);
    return Tensor.of(values, Shape.of(sizes));
  }

  @Test
  void keepsTheContract() {
    ModuleContract.check(new AdditiveAttention.Config(3), Shape.of(2, 3, 4));
    ModuleContract.check(
        AdditiveAttention.of(3).withBias(He.pytorch()).config(), Shape.of(2, 3, 4));
    ModuleContract.check(new MultiplicativeAttention.Config(), Shape.of(2, 3, 4));
    ModuleContract.check(
        new MultiplicativeAttention.Config(Optional.empty(), Optional.empty()), Shape.of(2, 3, 4));
  }

  /** One query q = (1, 2) and the states (1, 0) and (0, 3): scores 1 and 6. */
  @Test
  void weighsStatesByTheirProductWithTheQuery() {
    MultiplicativeAttention dot = built(MultiplicativeAttention.dot(), 1, 2, 2);
    Tensor states = Tensor.of(new double[] {1, 0, 0, 3}, Shape.of(1, 2, 2));
    Tensor query = Tensor.of(new double[][] {{1, 2}});
    AttentionResult result = dot.forward(query, dot.memory(states, Context.eval()), Context.eval());

    double first = 1 / (1 + Math.exp(5));
    assertTrue(result.weights().isClose(Tensor.of(new double[][] {{first, 1 - first}}), 1e-13, 0));
    assertTrue(
        result.output().isClose(Tensor.of(new double[][] {{first, 3 * (1 - first)}}), 1e-13, 0));
  }

  /** All weights 0.5 and one hidden unit: scores 0.5 · tanh(0.5 · Σ q + 0.5 · Σ h). */
  @Test
  void weighsStatesByASmallNetwork() {
    AdditiveAttention additive =
        built(AdditiveAttention.of(1).withQuery(3).withWeight(new Constant(0.5)), 1, 2, 2);
    Tensor states = Tensor.of(new double[] {1, 0, 0, 3}, Shape.of(1, 2, 2));
    Tensor query = Tensor.of(new double[][] {{1, 2, -4}});
    Tensor weights =
        additive.forward(query, additive.memory(states, Context.eval()), Context.eval()).weights();

    double difference = 0.5 * Math.tanh(0.5 * -1 + 0.5 * 3) - 0.5 * Math.tanh(0.5 * -1 + 0.5 * 1);
    double first = 1 / (1 + Math.exp(difference));
    assertTrue(weights.isClose(Tensor.of(new double[][] {{first, 1 - first}}), 1e-13, 0));
  }

  /** As above, with 0.25 more within the hyperbolic tangent. */
  @Test
  void addsABiasToTheHiddenUnits() {
    AdditiveAttention additive =
        built(
            AdditiveAttention.of(1)
                .withWeight(new Constant(0.5))
                .withBias(new Constant(0.25))
                .withQuery(3),
            1,
            2,
            2);
    Tensor states = Tensor.of(new double[] {1, 0, 0, 3}, Shape.of(1, 2, 2));
    Tensor query = Tensor.of(new double[][] {{1, 2, -4}});
    Tensor weights =
        additive.forward(query, additive.memory(states, Context.eval()), Context.eval()).weights();

    double difference = 0.5 * Math.tanh(-0.5 + 1.5 + 0.25) - 0.5 * Math.tanh(-0.5 + 0.5 + 0.25);
    double first = 1 / (1 + Math.exp(difference));
    assertTrue(weights.isClose(Tensor.of(new double[][] {{first, 1 - first}}), 1e-13, 0));
  }

  @Test
  void takesNoNoticeOfPadding() {
    Tensor states = normal(2, 4, 3);
    Tensor queries = normal(2, 5, 6);
    for (SequenceAttention attention :
        List.of(
            built(AdditiveAttention.of(4).withQuery(6), 2, 4, 3),
            built(MultiplicativeAttention.general().withQuery(6), 2, 4, 3))) {
      AttentionMemory padded = attention.memory(states, Tensor.of(4, 2), Context.eval());
      AttentionResult result = attention.forward(queries, padded, Context.eval());
      AttentionMemory alone =
          attention.memory(states.slice(0, 1, 2).slice(1, 0, 2), Context.eval());
      AttentionResult expected = attention.forward(queries.slice(0, 1, 2), alone, Context.eval());

      assertEquals(Shape.of(2, 5, 3), result.output().shape());
      assertTrue(expected.output().isClose(result.output().slice(0, 1, 2), 1e-12, 1e-12));
      assertEquals(
          Tensor.zeros(DType.FLOAT64, Shape.of(1, 5, 2)),
          result.weights().slice(0, 1, 2).slice(2, 2, 4));
      assertTrue(
          result.weights().sum(-1).isClose(Tensor.ones(DType.FLOAT64, Shape.of(2, 5)), 1e-12, 0));
    }
  }

  @Test
  void singleQueriesAreSequencesOfOne() {
    AdditiveAttention attention = built(AdditiveAttention.of(4), 2, 4, 3);
    AttentionMemory memory = attention.memory(normal(2, 4, 3), Context.eval());
    Tensor query = normal(2, 3);
    AttentionResult one = attention.forward(query, memory, Context.eval());
    AttentionResult sequence = attention.forward(query.unsqueeze(1), memory, Context.eval());

    assertEquals(sequence.output().squeeze(1), one.output());
    assertEquals(sequence.weights().squeeze(1), one.weights());
  }

  @Test
  void tellsItsSize() {
    AdditiveAttention attention = AdditiveAttention.of(5);
    attention.build(Shape.of(1, 7, 3), RandomSource.of(1));
    Summary summary = Summary.of(attention, Shape.of(1, 7, 3));

    assertEquals(5 * 3 + 5 * 3 + 5, summary.parameters());
    // W and U for 7 steps, v and the sum of the states for 7 · 7 pairs.
    assertEquals(7 * (5 * 3 + 5 * 3) + 49 * (5 + 3), summary.multiplyAdds());
  }

  @Test
  void saysWhatDoesNotFit() {
    Context context = Context.eval();
    AdditiveAttention additive = built(AdditiveAttention.of(4).withQuery(5), 2, 4, 3);
    Tensor states = normal(2, 4, 3);
    AttentionMemory memory = additive.memory(states, context);

    refused(
        "[additive-attention] not a batch of sequences: expected (N, T, C), got (4, 3).",
        () -> additive.memory(normal(4, 3), context));
    refused(
        "[additive-attention] a length is out of range: expected 1 to 4, got 5 of sample 0.",
        () -> additive.memory(states, Tensor.of(5, 2), context));
    refused(
        "[additive-attention] the query does not fit the states: expected (2, Q) or (2, S, Q), got"
            + " (3, 5). Shapes: (3, 5), (2, 4, 3).",
        () -> additive.forward(normal(3, 5), memory, context));
    refused(
        "[additive-attention] the query does not fit the weight; forward(query, memory, context) takes"
            + " queries that are no states: expected (…, 5), got (2, 4, 3).",
        () -> additive.forward(states, context));
    MultiplicativeAttention dot = MultiplicativeAttention.dot().withQuery(5);
    refused(
        "[multiplicative-attention] queries and states cannot be multiplied without a weight: expected"
            + " as many features of a state as of a query, 5, got 3. Shape: (2, 4, 3).",
        () -> built(dot, 2, 4, 3));
    MultiplicativeAttention general = built(MultiplicativeAttention.general(), 2, 4, 3);
    AttentionMemory other = general.memory(states, context);
    refused(
        "[multiplicative-attention] the query does not fit the keys; forward(query, memory, context)"
            + " takes queries that are no states: expected (…, 3), got (2, 1, 5).",
        () -> general.forward(normal(2, 5), other, context));
    assertThrows(BuildException.class, () -> built(general, 2, 4, 3));
    built(dot, 2, 4, 5); // what was refused is not built
    MultiplicativeAttention ofFive = built(MultiplicativeAttention.dot(), 2, 4, 5);
    refused(
        "[multiplicative-attention] the states have another number of features than the attention"
            + " was built for: expected (N, T, 5), got (2, 4, 3).",
        () -> ofFive.memory(states, context));
    refused(
        "[multiplicative-attention] the states have no features: expected (N, T, C), C at least 1,"
            + " got (2, 4, 0).",
        () -> built(MultiplicativeAttention.dot(), 2, 4, 0));
    refused(
        "[additive-attention] the states have no features: expected (N, T, C), C at least 1, got (2,"
            + " 4, 0).",
        () -> built(AdditiveAttention.of(2), 2, 4, 0));
    SequenceAttention unbuilt = AdditiveAttention.of(2);
    assertThrows(BuildException.class, () -> unbuilt.memory(states, context));
  }

  private static void refused(String message, Runnable body) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, body::run).getMessage());
  }
}
