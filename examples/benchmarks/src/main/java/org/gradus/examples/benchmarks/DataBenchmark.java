package org.gradus.examples.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gradus.core.data.Batch;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Workspace;
import org.gradus.datasets.idx.MnistConfig;
import org.gradus.datasets.image.ByteImages;
import org.gradus.datasets.image.Part;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** MNIST's 60,000 images: from compressed files into memory, and from there in batches. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DataBenchmark {
  private static final int BATCH = 128;

  private final Workspace workspace = new Workspace();
  private List<Batch> batches = List.of();
  private final ByteImages images = MnistConfig.of(Part.TRAIN).flattened().load();
  private int next;

  /** Puts the images in an order that no cache foresees. */
  @Setup
  public void shuffle() {
    batches = images.shuffled(RandomSource.of(1)).batches(BATCH);
  }

  /** Decompresses and checks the files. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public int load() {
    return MnistConfig.of(Part.TRAIN).load().size();
  }

  /** Makes numbers of the bytes of one batch, as a training step with a workspace does. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public double batch() {
    next = (next + 1) % (batches.size() - 1);
    return workspace.step(() -> batches.get(next).inputs().get(0, 0));
  }

  /** Makes numbers of all bytes at once. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public double all() {
    return workspace.step(() -> images.all().inputs().get(0, 0));
  }
}
