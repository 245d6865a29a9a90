package org.gradus.examples.benchmarks;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link SgemmBenchmark} and prints a Markdown table: GFLOP/s of ours and of OpenBLAS, and
 * their ratio, a row for each size and number of threads.
 *
 * <p>Takes JMH's options, such as {@code -p threads=1 -p shape=64x64x64,512x512x512}.
 */
public final class SgemmTable {
  private SgemmTable() {}

  /**
   * Runs the benchmark.
   *
   * @throws RunnerException if a measurement fails
   * @throws CommandLineOptionException if an option is not one of JMH's
   */
  public static void main(String... args) throws RunnerException, CommandLineOptionException {
    Options options =
        new OptionsBuilder()
            .parent(new CommandLineOptions(args))
            .include("\\." + SgemmBenchmark.class.getSimpleName() + "\\.")
            .build();
    Collection<RunResult> results = new Runner(options).run();
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    table(results).forEach((row, cells) -> out.println(row + String.join("", cells.values())));
  }

  /** Returns the cells of each row by the form of the product, headings first. */
  private static Map<String, Map<String, String>> table(Collection<RunResult> results) {
    Map<String, Double> speeds = new LinkedHashMap<>();
    for (RunResult result : results) {
      BenchmarkParams params = result.getParams();
      double product = 1;
      for (long size : Shapes.parse(params.getParam("shape"))) {
        product *= size;
      }
      speeds.put(
          params.getParam("form")
              + params.getParam("shape")
              + params.getParam("threads")
              + params.getBenchmark().endsWith("gradus"),
          2 * product / result.getPrimaryResult().getStatistics().getMin());
    }
    Map<String, Map<String, String>> table = new LinkedHashMap<>();
    for (RunResult result : results) {
      BenchmarkParams params = result.getParams();
      String form = params.getParam("form");
      String key = form + params.getParam("shape") + params.getParam("threads");
      double ours = speeds.getOrDefault(key + true, Double.NaN);
      double theirs = speeds.getOrDefault(key + false, Double.NaN);
      cells(table, "| m×n×k | threads |").put(form, " " + form + " |");
      cells(table, "|---|---|").put(form, "---|");
      cells(table, "| " + params.getParam("shape") + " | " + params.getParam("threads") + " |")
          .put(
              form,
              String.format(Locale.ROOT, " %.0f / %.0f = %.2f |", ours, theirs, ours / theirs));
    }
    return table;
  }

  private static Map<String, String> cells(Map<String, Map<String, String>> table, String row) {
    return table.computeIfAbsent(row, r -> new LinkedHashMap<>());
  }
}
