package org.gradus.architecture.planted.core.internal;

/** For core only. */
public final class Inside {}
