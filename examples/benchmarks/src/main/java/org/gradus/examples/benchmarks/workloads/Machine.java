package org.gradus.examples.benchmarks.workloads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux tells of this process and of the rest of the machine. */
public final class Machine {
  private static final int[] BUSY = {1, 2, 3, 6, 7, 8};

  private Machine() {}

  /** Returns the processor seconds that everything but this process has used so far. */
  static double otherSeconds() {
    String[] all = lines("/proc/stat").get(0).trim().split("\\s+", -1);
    long busy = 0;
    for (int field : BUSY) {
      busy += Long.parseLong(all[field]);
    }
    String self = lines("/proc/self/stat").get(0);
    String[] own = self.substring(self.lastIndexOf(')') + 2).split(" ", -1);
    return (busy - Long.parseLong(own[11]) - Long.parseLong(own[12])) / 100.0;
  }

  /** Returns the largest resident set of this process so far, in MiB. */
  public static long peakResidentMebibytes() {
    return lines("/proc/self/status").stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .map(kibibytes -> Math.round(kibibytes / 1024.0))
        .findFirst()
        .orElse(-1);
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
