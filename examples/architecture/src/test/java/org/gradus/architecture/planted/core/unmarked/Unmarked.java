package org.gradus.architecture.planted.core.unmarked;

/** In a package without a package-info. */
public final class Unmarked {}
