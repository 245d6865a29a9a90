package org.gradus.architecture.planted.losses;

/** What others may lean on. */
public interface Loss {}
