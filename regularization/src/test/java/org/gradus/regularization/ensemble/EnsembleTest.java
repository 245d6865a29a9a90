package org.gradus.regularization.ensemble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Tensors;
import org.gradus.layers.activation.Tanh;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.contract.ModuleContract;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.model.ModelFile;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Module;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnsembleTest {
  private static Module member(int outputs, long seed) {
    Module member = Sequential.of(Linear.of(4), new Tanh(), Linear.of(outputs));
    Construction.of(DType.FLOAT64, RandomSource.of(seed)).build(member, Shape.of(1, 3));
    return member;
  }

  private static Module[] members(int count, int outputs) {
    return IntStream.range(0, count).mapToObj(seed -> member(outputs, seed)).toArray(Module[]::new);
  }

  private static Tensor inputs(int count) {
    return Tensors.normal(DType.FLOAT64, Shape.of(count, 3), 0, 1, RandomSource.of(77));
  }

  @Test
  void keepsItsContract() {
    for (Combination combination : Combination.values()) {
      Ensemble ensemble =
          Ensemble.of(combination, Linear.of(3), Sequential.of(Linear.of(3), new Tanh()));
      ModuleContract.check(ensemble.config(), Shape.of(4, 2));
    }
  }

  @Test
  void resultsAreCombined() {
    Tensor first = Tensor.of(new double[][] {{0, 0}, {5, 1}});
    Tensor second = Tensor.of(new double[][] {{Math.log(3), 0}, {1, 2}});
    Tensor third = Tensor.of(new double[][] {{9, 7}, {0, 8}});
    assertEquals(
        Tensor.of(new double[][] {{(Math.log(3) + 9) / 3, 7 / 3.0}, {2, 11 / 3.0}}),
        Combination.MEAN.of(first, second, third));
    assertEquals(
        Tensor.of(new double[][] {{Math.log(3), 0}, {1, 2}}),
        Combination.MEDIAN.of(first, second, third));
    assertEquals(
        Tensor.of(new double[][] {{4.5, 3.5}, {2.5, 4.5}}), Combination.MEDIAN.of(first, third));
    assertTrue(
        Combination.MEAN_PROBABILITY
            .of(first, second)
            .slice(0, 0, 1)
            .isClose(Tensor.of(new double[][] {{0.625, 0.375}}), 1e-15, 0));
    Tensor votes = Combination.VOTE.of(first, second, third);
    assertTrue(votes.isClose(Tensor.of(new double[][] {{1, 0}, {1 / 3.0, 2 / 3.0}}), 1e-15, 0));
    assertEquals(Tensor.of(0, 1), votes.argmax(1));
  }

  /**
   * The decomposition of Krogh and Vedelsby: the error of the mean is that of the members on
   * average, less the variance among them; so it is never larger.
   */
  @Property(tries = 30)
  void theErrorOfTheMeanIsSmaller(
      @ForAll @IntRange(min = 1, max = 6) int count, @ForAll @IntRange(max = 1000) int seed) {
    Module[] members = members(count, 2);
    Tensor x = inputs(20);
    Tensor y = Tensors.normal(DType.FLOAT64, Shape.of(20, 2), 0, 1, RandomSource.of(seed));
    Tensor mean = Ensemble.of(Combination.MEAN, members).forward(x);
    double errors = 0;
    double spread = 0;
    for (Module member : members) {
      Tensor result = member.forward(x);
      errors += result.sub(y).square().mean().item() / count;
      spread += result.sub(mean).square().mean().item() / count;
    }
    double error = mean.sub(y).square().mean().item();
    assertEquals(errors - spread, error, 1e-12);
    assertTrue(error <= errors + 1e-12);
  }

  /** Of independent members, the variance of the mean is that of one over their number. */
  @Test
  void theVarianceOfTheMeanShrinks() {
    int many = 2000;
    int count = 5;
    Tensor x = inputs(1);
    double[] single = new double[many];
    double[] mean = new double[many];
    for (int i = 0; i < many; i++) {
      Module[] members = new Module[count];
      for (int k = 0; k < count; k++) {
        members[k] = member(1, (long) count * i + k);
      }
      single[i] = members[0].forward(x).item();
      mean[i] = Ensemble.of(Combination.MEAN, members).forward(x).item();
    }
    double ratio = variance(mean) / variance(single);
    // A variance's relative standard error is about √(2 / n) for kurtosis 3; five of both, summed.
    assertEquals(1.0 / count, ratio, 1.0 / count * 5 * Math.sqrt(4.0 / many));
  }

  private static double variance(double[] values) {
    Tensor x = Tensor.of(values);
    return x.sub(x.mean()).square().mean().item();
  }

  @Test
  void trainedMembersAreSavedAsOneModel(@TempDir Path folder) {
    Ensemble ensemble = Ensemble.of(Combination.MEDIAN, members(3, 2));
    Tensor x = inputs(5);
    Path file = folder.resolve("ensemble.safetensors");
    ModelFile.save(file, ensemble, Shape.of(1, 3));
    Module loaded = ModelFile.load(file);
    assertEquals(ensemble.config(), loaded.config());
    assertEquals(ensemble.forward(x), loaded.forward(x));
    assertTrue(loaded.parameters().containsKey("2/0/weight"));
  }

  @Test
  void bootstrapSamplesAreDrawnWithReplacement() {
    int examples = 10_000;
    int[] sample = Bagging.bootstrap(examples, RandomSource.of(1));
    int[] rest = Bagging.outOfBag(examples, sample);
    assertEquals(examples, sample.length);
    // A share (1 − 1/n)ⁿ ≈ 1/e is left out, with a variance below 1/(4n); five standard errors.
    assertEquals(Math.exp(-1), (double) rest.length / examples, 5 * 0.5 / Math.sqrt(examples));
    assertTrue(IntStream.of(sample).allMatch(i -> i >= 0 && i < examples));
    assertEquals(List.of(0, 3), IntStream.of(Bagging.outOfBag(5, 1, 4, 2, 2, 1)).boxed().toList());
  }

  @Test
  void baggingTrainsEachMemberOnASampleOfItsOwn() {
    int[][] samples = new int[3][];
    int[] next = {0};
    Ensemble ensemble =
        Bagging.train(
            3,
            50,
            Combination.MEAN,
            RandomSource.of(1),
            (sample, random) -> {
              samples[next[0]++] = sample;
              return member(2, random.nextLong());
            });
    assertEquals(3, ensemble.children().size());
    assertFalse(Arrays.equals(samples[0], samples[1]));
    assertEquals(Shape.of(4, 2), ensemble.forward(inputs(4)).shape());
  }

  @Test
  void refusesWhatDoesNotFit() {
    IllegalArgumentException none =
        assertThrows(IllegalArgumentException.class, () -> Ensemble.of(Combination.MEAN));
    assertEquals(
        "[ensemble] members is out of range: expected at least one, got none.", none.getMessage());
    Ensemble ensemble = Ensemble.of(Combination.MEAN, Linear.of(2), Linear.of(3));
    RandomSource random = RandomSource.of(1);
    ShapeException e =
        assertThrows(ShapeException.class, () -> ensemble.build(Shape.of(1, 2), random));
    assertEquals(
        "[ensemble] the results of the members do not fit each other: expected (1, 2), got (1,"
            + " 3).",
        e.getMessage());
  }
}
