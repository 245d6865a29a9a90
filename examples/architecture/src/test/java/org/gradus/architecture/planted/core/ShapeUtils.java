package org.gradus.architecture.planted.core;

/** Says nothing. */
final class ShapeUtils {}
