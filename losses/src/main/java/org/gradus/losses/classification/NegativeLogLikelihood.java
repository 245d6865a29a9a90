package org.gradus.losses.classification;

import java.util.List;
import java.util.Optional;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.json.Defaults;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.loss.AdditiveLoss;
import org.gradus.losses.loss.Reduction;

/**
 * The negative log-likelihood of the right class, given logarithms of probabilities: ℓ = −x_t.
 *
 * <p>Shapes: the prediction x holds ln p of each class along {@code classAxis}, such as (N, C), as
 * a log-softmax gives them; the target the classes, INT32 from 0 to C − 1, in the prediction's
 * shape without that axis. With class weights w an example of class t counts w_t times, and the
 * mean is divided by the sum of these weights. {@link CrossEntropy} does softmax and loss at once.
 *
 * @param reduction of the losses of all examples and positions
 * @param classAxis the axis of the classes, from the end if negative; −1, the last, by default
 * @param classWeights one for each class, at least 0; empty, as by default, if all are 1
 * @param ignoredClass a class of targets, mostly one that does not exist; empty by default
 */
public record NegativeLogLikelihood(
    Reduction reduction, int classAxis, List<Double> classWeights, Optional<Integer> ignoredClass)
    implements AdditiveLoss {
  private static final String NAME = "negative-log-likelihood";

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if a weight is out of range
   */
  public NegativeLogLikelihood {
    classWeights = ClassWeights.checked(NAME, "classWeights", classWeights);
  }

  /** Creates the mean over all examples, classes along the last axis. */
  @Defaults
  public NegativeLogLikelihood() {
    this(Reduction.MEAN);
  }

  /** Creates the loss of classes along the last axis. */
  public NegativeLogLikelihood(Reduction reduction) {
    this(reduction, -1, List.of(), Optional.empty());
  }

  /**
   * Returns the loss of every example and position.
   *
   * @param prediction the logarithms of probabilities, with an axis of classes
   * @param target the classes, INT32, in the prediction's shape without that axis
   * @throws ShapeException if the shapes do not fit
   * @throws org.gradus.core.tensor.AxisException if the prediction has no such axis
   * @throws DTypeException if the target is not INT32
   * @throws IndexOutOfBoundsException if a class is out of range
   * @throws IllegalArgumentException if there are not as many class weights as classes
   */
  @Override
  public Tensor each(Tensor prediction, Tensor target) {
    int axis = prediction.shape().axis(NAME, classAxis);
    if (!target.shape().equals(prediction.shape().reduced(false, axis))) {
      throw ShapeException.of(
          NAME,
          "the target does not fit the prediction with its classes along axis " + axis,
          "a target of shape " + prediction.shape().reduced(false, axis),
          target.shape().toString(),
          prediction.shape(),
          target.shape());
    }
    if (target.dtype() != DType.INT32) {
      throw new DTypeException(NAME, "INT32 classes (cast converts)", target.dtype());
    }
    Tensor classesLast = ClassAxis.last(prediction, axis);
    Tensor hit = Indexing.gather(classesLast, -1, valid(target).unsqueeze(-1)).squeeze(-1).neg();
    return ownWeights(prediction, target).map(hit::mul).orElse(hit);
  }

  @Override
  public Shape parts(Tensor prediction) {
    return prediction.shape().reduced(false, prediction.shape().axis(NAME, classAxis));
  }

  @Override
  public Tensor maskOfPrediction(Tensor mask, Tensor prediction) {
    return mask.unsqueeze(prediction.shape().axis(NAME, classAxis)).expand(prediction.shape());
  }

  @Override
  public Optional<Tensor> ownWeights(Tensor prediction, Tensor target) {
    DType dtype = prediction.dtype();
    Optional<Tensor> counted =
        ignoredClass.map(ignored -> ClassWeights.counted(target, ignored, dtype));
    if (classWeights.isEmpty()) {
      return counted;
    }
    int classes = prediction.size(classAxis);
    Tensor weights = ClassWeights.tensor(NAME, "classWeights", classWeights, classes, dtype);
    Tensor own = ClassWeights.ofTargets(weights, valid(target));
    return Optional.of(counted.map(own::mul).orElse(own));
  }

  private Tensor valid(Tensor target) {
    return ignoredClass.map(ignored -> ClassWeights.valid(target, ignored)).orElse(target);
  }
}
