package org.gradus.core.json;

import java.lang.reflect.Type;
import java.util.Optional;

/**
 * Says which records may stand where the declared type is an interface, and by which names.
 *
 * <p>Such a value is written {@code {"type": NAME, "config": {…}}}, the config being the record.
 * Interfaces whose records are told apart by one set of names form a family; a class stands for it.
 * Implementations must be thread-safe.
 */
public interface Variants {
  /**
   * Returns the family that a declared type belongs to.
   *
   * @param declared the declared type of a record component, or of an element of it
   * @return the family, or empty if values of this type are not told apart by name
   */
  Optional<Class<?>> familyOf(Type declared);

  /**
   * Returns the record that a name stands for.
   *
   * @param name the name as written in the JSON
   * @param family a family that {@link #familyOf} returned
   * @param report is told what is wrong if there is no such record
   * @return the class of the record, or empty after a report
   */
  Optional<Class<? extends Record>> recordNamed(String name, Class<?> family, Report report);

  /**
   * Returns the name that is written for a record.
   *
   * @param type the class of a record
   * @param family a family that {@link #familyOf} returned
   * @return its name
   * @throws java.util.NoSuchElementException if no name of the family stands for it
   */
  String nameOf(Class<? extends Record> type, Class<?> family);

  /**
   * Returns what messages call a record or a family.
   *
   * @param type the class of any record that is bound, in a family or not, or a family
   * @return a short name, or empty for the simple name of the class
   */
  Optional<String> subjectOf(Class<?> type);

  /** Takes what is wrong with a name; the place is added by the caller. */
  @FunctionalInterface
  interface Report {
    /**
     * Adds a problem at the place of the name.
     *
     * @param subject what was being looked for, without brackets
     * @param statement what is wrong, what was expected and what was found, without a final stop
     * @param hint what to do about it, a full sentence; empty for none
     */
    void add(String subject, String statement, String hint);
  }
}
