package org.gradus.architecture.planted.core;

import org.gradus.architecture.planted.core.pointwise.InCycleToo;

/** Half of a cycle of packages. */
public record InCycle(InCycleToo other) {}
