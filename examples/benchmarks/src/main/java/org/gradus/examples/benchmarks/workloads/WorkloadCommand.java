package org.gradus.examples.benchmarks.workloads;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.gradus.examples.benchmarks.workloads.Protocol.Timing;

/**
 * Times the workloads of a system and prints a line of JSON for each, and one with the peak
 * resident set: {@code --workload NAME[,NAME] --threads N [--warm SECONDS] [--rep SECONDS] [--reps
 * N]}.
 */
public final class WorkloadCommand {
  private final String system;
  private final Supplier<String> version;
  private final IntConsumer setThreads;
  private final Map<String, Supplier<Workload>> workloads = new LinkedHashMap<>();
  private final Map<String, String> notes = new LinkedHashMap<>();

  /**
   * Creates a command without workloads.
   *
   * @param system the name of the system
   * @param version its version and what else tells how it was built, asked for when it has started
   * @param setThreads sets the number of threads of its numerical work, and starts it
   */
  public WorkloadCommand(String system, Supplier<String> version, IntConsumer setThreads) {
    this.system = system;
    this.version = version;
    this.setThreads = setThreads;
  }

  /** Adds a workload, and returns this. */
  public WorkloadCommand with(String name, Supplier<Workload> workload) {
    workloads.put(name, workload);
    return this;
  }

  /**
   * Adds a workload that departs from its definition, and returns this.
   *
   * @param note how it departs
   */
  public WorkloadCommand with(String name, String note, Supplier<Workload> workload) {
    notes.put(name, note);
    return with(name, workload);
  }

  /**
   * Runs the command. A workload that this system does not have is left out, so that a script may
   * ask every system for all.
   *
   * @throws IllegalArgumentException if an option is unknown or lacks its value
   */
  public void run(String[] args) {
    List<String> names = List.copyOf(workloads.keySet());
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
    setThreads.accept(threads);
    Protocol protocol = new Protocol(warmUp, repetition, repetitions);
    for (String name : names) {
      Supplier<Workload> workload = workloads.get(name);
      if (workload != null) {
        System.out.println(json(name, threads, protocol.time(workload.get())));
      }
    }
    System.out.println(
        String.format(
            Locale.ROOT,
            "{\"peer\":\"%s\",\"workloads\":\"%s\",\"threads\":%d,\"peak_rss_mb\":%d}",
            system,
            String.join(",", names),
            threads,
            Machine.peakResidentMebibytes()));
  }

  private String json(String workload, int threads, Timing timing) {
    String note = notes.get(workload);
    return String.format(
        Locale.ROOT,
        "{\"peer\":\"%s\",\"version\":\"%s\",\"workload\":\"%s\",\"threads\":%d,%s%s}",
        system,
        version.get(),
        workload,
        threads,
        timing.json(),
        note == null ? "" : ",\"note\":\"" + note + "\"");
  }
}
