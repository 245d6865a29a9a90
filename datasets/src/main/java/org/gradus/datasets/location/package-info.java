/**
 * Where the files of data sets are: in a folder of the user's, in the cache, or to be downloaded.
 *
 * <p>A {@link org.gradus.datasets.location.DataFile} says what a file is, a {@link
 * org.gradus.datasets.location.DataHome} finds it. For everybody who writes a data set that has
 * files. Downloads use the JDK's module {@code java.net.http}, which programs on the class path
 * have; one on the module path requires it, or adds {@code --add-modules java.net.http}.
 */
@NullMarked
package org.gradus.datasets.location;

import org.jspecify.annotations.NullMarked;
