package org.gradus.examples.benchmarks.workloads;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.gradus.core.compute.Compute;

/**
 * Times workloads and prints a line of JSON for each, and one with the peak resident set: {@code
 * --workload NAME[,NAME] --threads N [--warm SECONDS] [--rep SECONDS] [--reps N]}.
 */
public final class Workloads {
  private static final Map<String, Supplier<Workload>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("makemore-mlp", Perceptrons::makemore);
    ALL.put("makemore-bn", Perceptrons::makemoreNormalized);
    ALL.put("mnist1d-mlp", Perceptrons::mnist1d);
    ALL.put("mnist-mlp", Perceptrons::mnist);
    ALL.put("mnist1d-resnet", Perceptrons::mnist1dResidual);
    ALL.put("char-rnn", CharacterModels::elman);
    ALL.put("char-gru", CharacterModels::gru);
    ALL.put("char-lstm", CharacterModels::lstm);
    ALL.put("lenet-fashion", ConvolutionalNetworks::lenet);
    ALL.put("resnet20-cifar", ConvolutionalNetworks::resnet20);
    ALL.put("gpt-nano", CharacterModels::transformer);
    ALL.put("infer-mlp", InferMlp::new);
    ALL.put("shattered", Shattered::new);
  }

  private Workloads() {}

  /**
   * Runs the program. A workload that is not among these is left out, so that a script may ask
   * every system for all.
   *
   * @throws IllegalArgumentException if an option is unknown or lacks its value
   */
  public static void main(String[] args) {
    List<String> names = new ArrayList<>(ALL.keySet());
    int threads = 1;
    double warmUp = 3;
    double repetition = 0.5;
    int repetitions = 7;
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 == args.length) {
        throw new IllegalArgumentException("[workloads] " + args[i] + " lacks its value.");
      }
      String value = args[i + 1];
      switch (args[i]) {
        case "--workload" -> names = List.of(value.split(",", -1));
        case "--threads" -> threads = Integer.parseInt(value);
        case "--warm" -> warmUp = Double.parseDouble(value);
        case "--rep" -> repetition = Double.parseDouble(value);
        case "--reps" -> repetitions = Integer.parseInt(value);
        default ->
            throw new IllegalArgumentException(
                "[workloads] unknown option: expected --workload, --threads, --warm, --rep or --reps, got "
                    + args[i]
                    + ".");
      }
    }
    Compute.setThreads(threads);
    Protocol protocol = new Protocol(warmUp, repetition, repetitions);
    for (String name : names) {
      Supplier<Workload> workload = ALL.get(name);
      if (workload != null) {
        System.out.println(protocol.time(workload.get()).json(name, threads));
      }
    }
    System.out.println(
        String.format(
            Locale.ROOT,
            "{\"peer\":\"gradus\",\"workloads\":\"%s\",\"threads\":%d,\"peak_rss_mb\":%d}",
            String.join(",", names),
            threads,
            Machine.peakResidentMebibytes()));
  }
}
