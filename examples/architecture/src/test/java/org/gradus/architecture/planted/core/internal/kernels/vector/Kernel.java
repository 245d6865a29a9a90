package org.gradus.architecture.planted.core.internal.kernels.vector;

/** Where the Vector API may be used. */
public final class Kernel {}
