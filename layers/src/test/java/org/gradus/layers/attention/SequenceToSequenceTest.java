package org.gradus.layers.attention;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.gradus.core.classification.Classification;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.layers.recurrent.Gru;
import org.gradus.layers.recurrent.Recurrent;
import org.gradus.layers.recurrent.RecurrentResult;
import org.gradus.layers.recurrent.RecurrentState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An encoder, attention and a decoder, that learn to say sequences of different lengths backwards:
 * the model of Bahdanau et al., small.
 */
class SequenceToSequenceTest {
  private static final int LETTERS = 5;
  private static final int LONGEST = 5;
  private static final int SHORTEST = 2;
  private static final int HIDDEN = 24;
  private static final int BATCH = 32;

  /** What the decoder is told before the first letter. */
  private static final int BEGINNING = LETTERS;

  private final RandomSource random = RandomSource.of(3);
  private final Recurrent encoder = Recurrent.of(Gru.of(HIDDEN / 2)).bidirectional();
  private final Gru decoder = Gru.of(HIDDEN);
  private final Linear letters = Linear.of(LETTERS);

  static Stream<SequenceAttention> attentions() {
    return Stream.of(AdditiveAttention.of(16), MultiplicativeAttention.general());
  }

  /** Sequences, padded with the letter 0; and the same backwards. */
  private record Pairs(Tensor source, Tensor lengths, Tensor target) {
    Tensor mask() {
      int[] steps = {0, 1, 2, 3, 4};
      return lengths.unsqueeze(1).gt(Tensor.of(steps));
    }
  }

  private Pairs draw() {
    int[] source = new int[BATCH * LONGEST];
    int[] target = new int[BATCH * LONGEST];
    int[] lengths = new int[BATCH];
    for (int i = 0; i < BATCH; i++) {
      lengths[i] = random.nextInt(SHORTEST, LONGEST + 1);
      for (int t = 0; t < lengths[i]; t++) {
        int letter = random.nextInt(LETTERS);
        source[i * LONGEST + t] = letter;
        target[i * LONGEST + lengths[i] - 1 - t] = letter;
      }
    }
    Shape shape = Shape.of(BATCH, LONGEST);
    return new Pairs(Tensor.of(source, shape), Tensor.of(lengths), Tensor.of(target, shape));
  }

  private static Tensor oneHot(Tensor index) {
    return Indexing.oneHot(index, LETTERS + 1, DType.FLOAT32);
  }

  /**
   * Returns the scores of the letters at every step (N, T, letters).
   *
   * @param told whether the decoder is told the right letter before, or takes its own
   */
  private Tensor decode(SequenceAttention attention, Pairs pairs, boolean told, Context context) {
    RecurrentResult encoded = encoder.forward(oneHot(pairs.source), pairs.lengths, context);
    AttentionMemory memory = attention.memory(encoded.output(), pairs.lengths, context);
    Tensor last =
        Shaping.concatenate(-1, Shaping.unbind(encoded.state().get("h"), 0).toArray(Tensor[]::new));
    RecurrentState state = RecurrentState.of("h", last);
    Tensor letter = Tensor.full(DType.INT32, Shape.of(BATCH), BEGINNING);
    Tensor[] scores = new Tensor[LONGEST];
    for (int t = 0; t < LONGEST; t++) {
      Tensor seen = attention.forward(state.get("h"), memory, context).output();
      RecurrentResult step =
          decoder.forward(Shaping.concatenate(-1, oneHot(letter), seen), state, context);
      state = step.state();
      scores[t] = letters.forward(Shaping.concatenate(-1, step.output(), seen), context);
      letter = told ? pairs.target.select(1, t) : scores[t].argmax(-1);
    }
    return Shaping.stack(1, scores);
  }

  @ParameterizedTest
  @MethodSource("attentions")
  void learnsToSpeakBackwards(SequenceAttention attention) {
    encoder.build(Shape.of(1, LONGEST, LETTERS + 1), random.stream("encoder"));
    attention.build(Shape.of(1, LONGEST, HIDDEN), random.stream("attention"));
    decoder.build(Shape.of(1, LETTERS + 1 + HIDDEN), random.stream("decoder"));
    letters.build(Shape.of(1, 2 * HIDDEN), random.stream("letters"));
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    for (Module module : Arrays.asList(encoder, attention, decoder, letters)) {
      module
          .parameters()
          .forEach((path, p) -> parameters.put(module.getClass().getSimpleName() + "/" + path, p));
    }
    Optimizer optimizer = Optimizer.of(parameters, 0.5, Sgd.withMomentum(0.9));
    Context context = Context.train(random);
    for (int step = 0; step < 1000; step++) {
      Pairs pairs = draw();
      Tensor scores = decode(attention, pairs, true, context);
      Tensor mask = pairs.mask().cast(DType.FLOAT32);
      Tensor losses = Classification.softmaxCrossEntropy(scores, pairs.target).mul(mask);
      optimizer.step(losses.sum().div(mask.sum().item()).backward());
    }

    double right = 0;
    double all = 0;
    for (int i = 0; i < 10; i++) {
      Pairs pairs = draw();
      Tensor said =
          Autograd.noGrad(() -> decode(attention, pairs, false, Context.eval())).argmax(-1);
      Tensor mask = pairs.mask().cast(DType.FLOAT32);
      right += said.eq(pairs.target).cast(DType.FLOAT32).mul(mask).sum().item();
      all += mask.sum().item();
    }
    assertTrue(right / all > 0.95, right + " of " + all + " letters are right");
  }
}
