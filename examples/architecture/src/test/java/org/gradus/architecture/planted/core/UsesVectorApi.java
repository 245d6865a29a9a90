package org.gradus.architecture.planted.core;

import org.gradus.architecture.planted.core.internal.kernels.vector.Kernel;

/** Reaches for the kernels that only the choice of kernels may load, by name. */
public record UsesVectorApi(Kernel kernel) {}
