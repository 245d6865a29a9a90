package org.gradus.core.compute;

/** The sets of numerical loops. */
public enum KernelSet {
  /** Plain Java, on any JVM. */
  SCALAR,
  /** FLOAT32 on the Vector API, which needs {@code --add-modules jdk.incubator.vector}. */
  VECTOR
}
