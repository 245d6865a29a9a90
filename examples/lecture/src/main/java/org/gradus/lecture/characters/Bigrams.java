package org.gradus.lecture.characters;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradus.core.data.Batch;
import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Workspace;
import org.gradus.datasets.corpus.Names;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Lab;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.MatrixPanel;
import org.gradus.optimizers.chart.Palette;

/**
 * Counts which character follows which in all names, and lets a network of 27 · 27 weights find the
 * same by gradient descent: Karpathy's course "Neural networks: zero to hero" (2022), part 1.
 *
 * <p>The counts are the best that can be known of a character from the one before it, and so the
 * network comes near to their likelihood and never beyond. How near is known beforehand: the loss
 * is convex, and its gradient is Lipschitz with the constant ½ · max p(a), p(a) being the share of
 * the pairs that begin with a. So T steps at the learning rate 1 / L are within ‖w − w₀‖² L / 2T of
 * the loss of any w, such as that of counts with 0.1 added to each.
 *
 * <p>The full form descends for 200,000 steps, the quick form for 20,000.
 */
public final class Bigrams implements Experiment {
  private static final double HALF_A_DIGIT = 5e-6;
  private static final String SOURCE = "counted independently: EXPERIMENTS.md, section 10";

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new Bigrams(), arguments));
  }

  @Override
  public String name() {
    return "bigrams";
  }

  @Override
  public String title() {
    return "Names from one character: counts of pairs, and a network that learns the same";
  }

  private static Tensor count(Names names) {
    Batch pairs = names.contexts(1).all();
    int characters = names.vocabulary().size();
    Tensor cells = pairs.inputs().squeeze(1).mul(characters).add(pairs.targets());
    Tensor ones = Tensor.ones(DType.FLOAT64, cells.shape());
    Tensor none = Tensor.zeros(DType.FLOAT64, Shape.of(characters * characters));
    return Indexing.indexAdd(none, 0, cells, ones).reshape(characters, characters);
  }

  /** Returns the logarithms of the shares within each row, with something added to each count. */
  private static Tensor logShares(Tensor counts, double added) {
    Tensor smoothed = counts.add(added);
    return smoothed.log().sub(Reductions.sum(smoothed, true, 1).log());
  }

  /**
   * Returns the mean negative log-likelihood of all pairs; those that do not occur do not count.
   */
  private static Tensor loss(Tensor counts, Tensor logShares) {
    Tensor occur = counts.gt(Tensor.zeros(DType.FLOAT64, counts.shape()));
    Tensor terms = Elementwise.where(occur, logShares.mul(counts), counts);
    return terms.sum().neg().div(counts.sum());
  }

  /** Descends from equal scores, and returns the scores. */
  private static Tensor learn(Tensor counts, int steps, double lipschitz, double[] losses) {
    Parameter weight = Parameter.of(Tensor.zeros(DType.FLOAT64, counts.shape()));
    Optimizer optimizer = Optimizer.of(Map.of("weight", weight), 1 / lipschitz, Sgd.plain());
    Workspace workspace = new Workspace();
    for (int step = 0; step < steps; step++) {
      losses[step] =
          workspace.step(
              () -> {
                Tensor loss = loss(counts, Reductions.logSoftmax(weight.tensor(), 1));
                optimizer.step(loss.backward());
                return loss.item();
              });
    }
    return weight.tensor().detach();
  }

  @Override
  public void run(Lab lab) {
    Names names = Names.load(lab.data());
    Tensor counts = count(names);
    double likelihood = loss(counts, logShares(counts, 0)).item();
    lab.claim(Claim.equal("loss of the counts (nats)", likelihood, 2.45401, SOURCE, HALF_A_DIGIT));
    double smoothed = loss(counts, logShares(counts, 1)).item();
    lab.claim(
        Claim.equal("loss with 1 added to each count", smoothed, 2.45458, SOURCE, HALF_A_DIGIT));

    double[] losses = new double[lab.quick() ? 20_000 : 200_000];
    double lipschitz = counts.sum(1).max().item() / counts.sum().item() / 2;
    Tensor scores = learn(counts, losses.length, lipschitz, losses);
    double learned = loss(counts, Reductions.logSoftmax(scores, 1)).item();
    Tensor near = logShares(counts, 0.1);
    Tensor centred = near.sub(Reductions.mean(near, true, 1));
    double bound =
        loss(counts, near).item()
            - likelihood
            + centred.square().sum().item() * lipschitz / 2 / losses.length;
    lab.claim(
        Claim.equal(
            "loss of the network after %s steps".formatted(losses.length),
            learned,
            likelihood,
            "the counts; convergence of gradient descent on convex functions",
            bound));

    print(lab, names, "counts", logShares(counts, 1));
    print(lab, names, "network", scores);
    draw(lab, names, counts, scores, losses);
  }

  private static void print(Lab lab, Names names, String model, Tensor scores) {
    NameSampler sampler =
        new NameSampler(names.vocabulary(), 1, last -> Indexing.take(scores, last.squeeze(1), 0));
    List<String> made = sampler.draw(10, RandomSource.of(lab.seed()));
    lab.print("made up by the %s: %s", model, String.join(", ", made));
  }

  private static void draw(Lab lab, Names names, Tensor counts, Tensor scores, double[] losses) {
    int size = names.vocabulary().size();
    List<String> characters = names.vocabulary().tokens();
    double[][] numbers = counts.toDoubleRows();
    String[][] texts = new String[size][size];
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < size; b++) {
        texts[a][b] = characters.get(a) + characters.get(b) + "\n" + Math.round(numbers[a][b]);
      }
    }
    MatrixPanel pairs =
        new MatrixPanel("How often", "is followed by", "a character", numbers)
            .labels(characters, characters)
            .texts(texts);
    lab.figure(
        "counts.png", new Figure("Pairs of characters in names", List.of(pairs)).magnified(2));

    double[] steps = IntStream.rangeClosed(1, losses.length).mapToDouble(i -> i).toArray();
    LinePanel learning =
        new LinePanel("Learning", "step", "loss (nats)")
            .logarithmicallyAcross()
            .line("network", steps, losses, Palette.BLUE.color())
            .level("counts", 1, losses.length, 2.45401);
    lab.figure(
        "network.png",
        new Figure(
            "A network of 27 · 27 weights learns what the counts say",
            List.of(
                shares("Shares of the counts", logShares(counts, 0), characters),
                shares("Learned by the network", Reductions.logSoftmax(scores, 1), characters),
                learning)));
  }

  private static MatrixPanel shares(String title, Tensor logShares, List<String> characters) {
    return new MatrixPanel(title, "next character", "character", logShares.exp().toDoubleRows())
        .labels(characters, characters)
        .range(0, 0.5);
  }
}
