/** Experiments on images: digits and clothes, by fully connected and convolutional networks. */
@NullMarked
package org.gradus.lecture.images;

import org.jspecify.annotations.NullMarked;
