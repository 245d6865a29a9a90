package org.gradus.architecture.planted.core;

import java.util.logging.Logger;

/** Logs past System.Logger. */
public record Logs(Logger logger) {}
