package org.gradus.architecture.planted.core;

import com.sun.security.auth.UserPrincipal;

/** Rests on a class that not every JDK has. */
public record UsesJdkInside(UserPrincipal principal) {}
