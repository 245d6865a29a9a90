package org.gradus.architecture.planted.losses;

import org.gradus.architecture.planted.core.internal.Inside;

/** Uses the inside of another module. */
public record Intrudes(Inside inside) {}
