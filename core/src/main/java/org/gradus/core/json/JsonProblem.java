package org.gradus.core.json;

import java.io.Serializable;

/**
 * One thing that is wrong with a JSON text.
 *
 * @param pointer where it is: a JSON pointer (RFC 6901), empty for the root
 * @param message what is wrong, with what was expected, what was found, the place and, where there
 *     is one, a hint
 */
public record JsonProblem(String pointer, String message) implements Serializable {}
