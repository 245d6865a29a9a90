package org.gradus.examples.benchmarks.deeplearning4j;

import java.util.List;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J's native backend. */
final class Backend {
  private static final List<String> BUILDS =
      List.of("-onednn-avx512", "-onednn-avx2", "-onednn", "");
  private static final String LIBRARIES = "org/nd4j/linalg/cpu/nativecpu/bindings/";

  private Backend() {}

  /** Starts the backend: of the builds on the class path, that for the newest processors. */
  static void start(int threads) {
    String platform = LIBRARIES + Loader.Detector.getPlatform();
    ClassLoader loader = Backend.class.getClassLoader();
    BUILDS.stream()
        .filter(build -> loader.getResource(platform + build + "/") != null)
        .findFirst()
        .ifPresent(build -> System.setProperty("org.bytedeco.javacpp.platform.extension", build));
    // Layers leave oneDNN alone by default.
    System.setProperty("org.eclipse.deeplearning4j.helpers.disable", "false");
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    Environment environment = Nd4j.getEnvironment();
    environment.setMaxThreads(threads);
    environment.setMaxMasterThreads(threads);
    Nd4j.getRandom().setSeed(1);
  }

  /** Returns the versions of Deeplearning4j and of what it computes with. */
  static String version() {
    Properties environment = Nd4j.getExecutioner().getEnvironmentInformation();
    return "DL4J 1.0.0-M2.1"
        + System.getProperty("org.bytedeco.javacpp.platform.extension", "")
        + ", "
        + environment.getProperty("blas.vendor");
  }
}
