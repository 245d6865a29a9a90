package org.gradus.architecture.planted.core;

import com.sun.management.OperatingSystemMXBean;

/** Rests on a class that not every JDK has. */
public record UsesJdkInside(OperatingSystemMXBean bean) {}
