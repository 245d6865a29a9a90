package org.gradus.core.pooling;

import org.gradus.core.internal.parallel.Chunks;
import org.gradus.core.tensor.Shape;

/**
 * The planes of images, and what pooling makes of each.
 *
 * @param images the shape of the images, with height and width, or the length, last
 */
record Planes(Shape images, PoolingAxis rows, PoolingAxis columns, boolean sequences) {
  /** Returns the number of planes. */
  int count() {
    return images.elements(0, images.rank() - (sequences ? 1 : 2));
  }

  int size() {
    return rows.size() * columns.size();
  }

  int pooledSize() {
    return rows.positions() * columns.positions();
  }

  /** Returns the shape of the result. */
  Shape pooled() {
    Shape shape = images.withSize(-1, columns.positions());
    return sequences ? shape : shape.withSize(-2, rows.positions());
  }

  /** Runs the body for ranges of planes, on the threads of the pool. */
  void forEach(Chunks.Lines body) {
    Chunks.lines(count(), Math.max(size(), pooledSize()), body);
  }
}
