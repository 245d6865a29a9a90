/** A class of ND4J's that its published jars lack. */
@NullMarked
package org.nd4j.nativeblas;

import org.jspecify.annotations.NullMarked;
