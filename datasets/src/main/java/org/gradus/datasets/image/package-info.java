/**
 * Data sets of images with classes: their bytes in memory, which become numbers batch by batch, and
 * folders of pictures. Published sets are in the packages of their formats.
 *
 * <p>Pictures are decoded by the JDK's module {@code java.desktop}, which programs on the class
 * path have; one on the module path requires it, or adds {@code --add-modules java.desktop}.
 */
@NullMarked
package org.gradus.datasets.image;

import org.jspecify.annotations.NullMarked;
