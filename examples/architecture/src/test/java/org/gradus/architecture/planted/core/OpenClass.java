package org.gradus.architecture.planted.core;

/** Open to inheritance. */
public class OpenClass {}
