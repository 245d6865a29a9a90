package org.gradus.conformance;

/** The cases of one file: how they are run. */
@FunctionalInterface
interface Family {
  /**
   * Runs a case and compares everything that it expects.
   *
   * @throws NotCoveredException if the case asks for something that this family does not know
   * @throws AssertionError if a result is wrong
   */
  void check(ReferenceCase test, Setting setting);
}
