package org.gradus.architecture.planted.stray;

/** In no module of the table. */
public final class Stray {}
