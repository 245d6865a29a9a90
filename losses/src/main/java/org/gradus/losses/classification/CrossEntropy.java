package org.gradus.losses.classification;

import java.util.List;
import java.util.Optional;
import org.gradus.core.classification.Classification;
import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.loss.AdditiveLoss;
import org.gradus.losses.loss.Reduction;

/**
 * The cross-entropy of a softmax: ℓ = −ln softmax(x)_t = ln Σ_k e^x_k − x_t, the negative
 * log-likelihood of the right class.
 *
 * <p>Shapes: the prediction x holds unnormalised scores (logits), one for each class along {@code
 * classAxis}, such as (N, C), or (N, T, C) for sequences. The target holds either the classes,
 * INT32 from 0 to C − 1, in the shape of the prediction without that axis, such as (N) or (N, T);
 * or the probabilities y of all classes, of the prediction's type and shape, and then ℓ = −Σ_k y_k
 * ln softmax(x)_k. Images (N, C, H, W) with targets (N, H, W) have class axis 1.
 *
 * <p>Exact to rounding for scores of any finite size. The gradient is (softmax(x) − onehot(t))
 * times the weight that the reduction gives the example.
 *
 * <p>With class weights w, an example of class t counts w_t times, and the mean is divided by the
 * sum of these weights; of probabilities, each term counts w_k times, and the mean is that over all
 * examples. Label smoothing replaces the target's distribution by (1 − ε) y + ε / C. Examples of
 * the ignored class have loss 0 and do not count in the mean.
 *
 * <p>Source of label smoothing: Szegedy et al., "Rethinking the Inception architecture", 2016.
 *
 * @param reduction of the losses of all examples and positions
 * @param classAxis the axis of the classes, from the end if negative; −1, the last, by default
 * @param classWeights one for each class, at least 0; empty, as by default, if all are 1
 * @param ignoredClass a class of INT32 targets, mostly one that does not exist; empty by default
 * @param labelSmoothing ε, from 0 to 1; 0 by default
 */
public record CrossEntropy(
    Reduction reduction,
    int classAxis,
    List<Double> classWeights,
    Optional<Integer> ignoredClass,
    double labelSmoothing)
    implements AdditiveLoss {
  private static final String NAME = "cross-entropy";

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if a weight or the smoothing is out of range
   */
  public CrossEntropy {
    classWeights = ClassWeights.checked(NAME, "classWeights", classWeights);
    Settings.require(
        labelSmoothing >= 0 && labelSmoothing <= 1,
        "cross-entropy",
        "labelSmoothing",
        "a number from 0 to 1",
        labelSmoothing);
  }

  /** Creates the mean over all examples, classes along the last axis. */
  @Defaults
  public CrossEntropy() {
    this(Reduction.MEAN);
  }

  /** Creates the loss of classes along the last axis. */
  public CrossEntropy(Reduction reduction) {
    this(reduction, -1, List.of(), Optional.empty(), 0);
  }

  /** Returns this loss for classes along another axis. */
  public CrossEntropy withClassAxis(int axis) {
    return new CrossEntropy(reduction, axis, classWeights, ignoredClass, labelSmoothing);
  }

  /**
   * Returns this loss with weights of classes.
   *
   * @throws IllegalArgumentException if a weight is negative or not a number
   */
  public CrossEntropy withClassWeights(Double... weights) {
    return new CrossEntropy(reduction, classAxis, List.of(weights), ignoredClass, labelSmoothing);
  }

  /** Returns this loss without the examples whose target is a class. */
  public CrossEntropy ignoring(int targetClass) {
    return new CrossEntropy(
        reduction, classAxis, classWeights, Optional.of(targetClass), labelSmoothing);
  }

  /**
   * Returns this loss with smoothed targets.
   *
   * @param epsilon ε, from 0 to 1
   * @throws IllegalArgumentException if ε is out of range
   */
  public CrossEntropy withLabelSmoothing(double epsilon) {
    return new CrossEntropy(reduction, classAxis, classWeights, ignoredClass, epsilon);
  }

  /**
   * Returns the loss of every example and position.
   *
   * @param prediction the logits, with an axis of classes
   * @param target the classes, INT32, in the prediction's shape without that axis; or their
   *     probabilities
   * @throws ShapeException if the shapes do not fit
   * @throws org.gradus.core.tensor.AxisException if the prediction has no such axis
   * @throws DTypeException if the target is neither INT32 nor of the prediction's type
   * @throws IndexOutOfBoundsException if a class is out of range
   * @throws IllegalArgumentException if there are not as many class weights as classes, or
   *     probabilities and an ignored class
   */
  @Override
  public Tensor each(Tensor prediction, Tensor target) {
    int axis = prediction.shape().axis(NAME, classAxis);
    boolean probabilities = target.dtype() != DType.INT32;
    Shape expected = probabilities ? prediction.shape() : prediction.shape().reduced(false, axis);
    if (probabilities && target.shape().equals(prediction.shape().reduced(false, axis))) {
      throw new DTypeException(
          NAME,
          "INT32 classes (cast converts), or probabilities of shape " + expected,
          target.dtype());
    }
    if (probabilities && ignoredClass.isPresent()) {
      throw new IllegalArgumentException(
          "[%s] probabilities have no class to ignore: expected INT32 classes, got %s probabilities and the ignored class %s. Hint: weights of 0 ignore examples."
              .formatted(NAME, target.dtype(), ignoredClass.get()));
    }
    if (!target.shape().equals(expected)) {
      throw ShapeException.of(
          NAME,
          "the target does not fit the prediction with its classes along axis " + axis,
          "a target of shape " + expected,
          target.shape().toString(),
          prediction.shape(),
          target.shape());
    }
    Tensor logits = ClassAxis.last(prediction, axis);
    return probabilities
        ? ofProbabilities(logits, ClassAxis.last(target, axis))
        : ofClasses(logits, target);
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
    boolean alike = classWeights.isEmpty() && ignoredClass.isEmpty();
    if (alike || target.dtype() != DType.INT32) {
      return Optional.empty();
    }
    int classes = prediction.size(classAxis);
    return Optional.of(weightsOf(target, weights(classes, prediction.dtype()), prediction.dtype()));
  }

  private Optional<Tensor> weights(int classes, DType dtype) {
    return classWeights.isEmpty()
        ? Optional.empty()
        : Optional.of(ClassWeights.tensor(NAME, "classWeights", classWeights, classes, dtype));
  }

  /** Returns how much each target counts. */
  private Tensor weightsOf(Tensor target, Optional<Tensor> weights, DType dtype) {
    Tensor counted =
        ignoredClass
            .map(ignored -> ClassWeights.counted(target, ignored, dtype))
            .orElseGet(() -> Tensor.ones(dtype, target.shape()));
    return weights.map(w -> counted.mul(ClassWeights.ofTargets(w, valid(target)))).orElse(counted);
  }

  private Tensor valid(Tensor target) {
    return ignoredClass.map(ignored -> ClassWeights.valid(target, ignored)).orElse(target);
  }

  /** Returns the losses of classes; those of the ignored one are chosen to be 0, gradients too. */
  private Tensor ofClasses(Tensor logits, Tensor target) {
    if (ignoredClass.isEmpty()) {
      return ofCounted(logits, target);
    }
    Tensor counted = ClassWeights.counted(target, ignoredClass.get(), DType.INT32);
    Tensor mask = counted.unsqueeze(-1).expand(logits.shape());
    Tensor losses = ofCounted(Elementwise.where(mask, logits, logits.detach()), target);
    return Elementwise.where(counted, losses, Tensor.zeros(losses.dtype(), losses.shape()));
  }

  private Tensor ofCounted(Tensor logits, Tensor target) {
    int classes = logits.size(-1);
    Tensor valid = valid(target);
    Tensor hard = Classification.softmaxCrossEntropy(logits, valid);
    Optional<Tensor> weights = weights(classes, logits.dtype());
    Tensor loss = weights.map(w -> hard.mul(ClassWeights.ofTargets(w, valid))).orElse(hard);
    if (labelSmoothing == 0) {
      return loss;
    }
    Tensor uniform = uniform(logits, valid, hard, weights).mul(labelSmoothing);
    return loss.mul(1 - labelSmoothing).add(uniform);
  }

  /** Returns the loss against the uniform distribution. */
  private static Tensor uniform(
      Tensor logits, Tensor target, Tensor hard, Optional<Tensor> weights) {
    if (weights.isPresent()) {
      return Reductions.logSoftmax(logits, -1).mul(weights.get()).mean(-1).neg();
    }
    // ln Σ e^x − mean x, from the loss that there is already.
    Tensor hit = Indexing.gather(logits, -1, target.unsqueeze(-1)).squeeze(-1);
    return hard.add(hit.sub(logits.mean(-1)));
  }

  private Tensor ofProbabilities(Tensor logits, Tensor target) {
    int classes = logits.size(-1);
    Tensor smoothed =
        labelSmoothing == 0 ? target : target.mul(1 - labelSmoothing).add(labelSmoothing / classes);
    Tensor terms = Reductions.logSoftmax(logits, -1).mul(smoothed);
    return weights(classes, logits.dtype()).map(terms::mul).orElse(terms).sum(-1).neg();
  }
}
