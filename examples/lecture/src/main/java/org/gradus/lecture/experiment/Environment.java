package org.gradus.lecture.experiment;

import java.util.Locale;
import org.gradus.core.compute.Compute;

/**
 * What a run ran on.
 *
 * @param java the version of the JVM
 * @param kernels which numerical loops
 * @param threads how many threads computed
 * @param processors how many the machine has
 * @param system the operating system and the architecture
 */
public record Environment(String java, String kernels, int threads, int processors, String system) {
  /** Returns what this process runs on. */
  public static Environment current() {
    return new Environment(
        Runtime.version().toString(),
        Compute.kernels().name().toLowerCase(Locale.ROOT),
        Compute.threads(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"));
  }
}
