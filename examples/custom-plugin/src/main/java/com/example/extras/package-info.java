/** A stranger's components for Gradus, one of every kind. */
@NullMarked
package com.example.extras;

import org.jspecify.annotations.NullMarked;
