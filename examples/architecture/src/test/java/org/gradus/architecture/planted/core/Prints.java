package org.gradus.architecture.planted.core;

/** Prints. */
public final class Prints {
  /** Prints. */
  public void print() {
    System.out.println("printed");
  }
}
