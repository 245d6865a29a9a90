package org.gradus.lecture.characters;

import java.util.stream.IntStream;
import org.gradus.core.tensor.Shape;
import org.gradus.datasets.corpus.Names;
import org.gradus.datasets.corpus.Parts;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.lecture.experiment.Lab;

/**
 * The names of the course, cut into examples: a character, and those before it. The parts are those
 * of Python's {@code random.seed(42)}.
 *
 * @param size the number of characters before each
 * @param names all of them
 * @param train of 80 % of the names
 * @param validation of 10 % of the names
 */
record Contexts(int size, Names names, Dataset train, Dataset validation) {
  /** Reads the names. */
  static Contexts of(Lab lab, int size) {
    Names names = Names.load(lab.data());
    Parts<Names> parts = names.split();
    return new Contexts(
        size, names, parts.train().contexts(size), parts.validation().contexts(size));
  }

  /** Returns as many of the training examples as there are for validation. */
  Dataset seen() {
    return train.select(IntStream.range(0, validation.size()).toArray());
  }

  /** Returns the shape of an input: a batch of contexts. */
  Shape input() {
    return Shape.of(1, size);
  }

  /** Returns the number of different characters. */
  int characters() {
    return names.vocabulary().size();
  }
}
