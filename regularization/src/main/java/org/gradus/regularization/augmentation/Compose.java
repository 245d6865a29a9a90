package org.gradus.regularization.augmentation;

import java.util.Arrays;
import java.util.List;
import org.gradus.core.data.Example;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;

/**
 * Makes changes one after the other, in one pass over the examples.
 *
 * @param changes in order
 */
public record Compose(List<Augmentation> changes) implements Augmentation {
  /** Keeps a copy of the list. */
  public Compose {
    changes = List.copyOf(changes);
  }

  /** Returns the changes one after the other. */
  public static Compose of(Augmentation... changes) {
    return new Compose(Arrays.asList(changes));
  }

  @Override
  public void requireFit(Shape example) {
    changes.forEach(each -> each.requireFit(example));
  }

  @Override
  public void change(Example example, RandomSource random) {
    for (Augmentation each : changes) {
      each.change(example, random);
    }
  }
}
