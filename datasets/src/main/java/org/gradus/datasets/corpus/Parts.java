package org.gradus.datasets.corpus;

import java.util.List;
import java.util.function.Function;

/**
 * The parts of a corpus.
 *
 * @param train what a network learns from
 * @param validation what settings are chosen by
 * @param test what the result is measured on, once
 * @param <T> the type of a part
 */
public record Parts<T>(T train, T validation, T test) {
  /** Returns the lists of the elements up to 80, from there up to 90, and from there of 100. */
  static <E> Parts<List<E>> cut(List<E> elements) {
    int size = elements.size();
    int trainEnd = (int) (size * 8L / 10);
    int validationEnd = (int) (size * 9L / 10);
    return new Parts<>(
        elements.subList(0, trainEnd),
        elements.subList(trainEnd, validationEnd),
        elements.subList(validationEnd, size));
  }

  /** Returns what becomes of each part. */
  <R> Parts<R> map(Function<T, R> change) {
    return new Parts<>(change.apply(train), change.apply(validation), change.apply(test));
  }

  /** Returns a part. */
  public T get(CorpusPart part) {
    return switch (part) {
      case TRAIN -> train;
      case VALIDATION -> validation;
      case TEST -> test;
    };
  }
}
