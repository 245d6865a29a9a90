package org.gradus.lecture.command;

import java.util.List;
import org.gradus.lecture.activation.ActivationConvergence;
import org.gradus.lecture.activation.ActivationCost;
import org.gradus.lecture.activation.ActivationGallery;
import org.gradus.lecture.characters.Bigrams;
import org.gradus.lecture.characters.CharacterBackprop;
import org.gradus.lecture.characters.CharacterHierarchy;
import org.gradus.lecture.characters.CharacterInitialization;
import org.gradus.lecture.characters.CharacterMlp;
import org.gradus.lecture.characters.CharacterStatistics;
import org.gradus.lecture.experiment.Chapter;
import org.gradus.lecture.images.FashionConvnet;
import org.gradus.lecture.images.MnistConvnet;
import org.gradus.lecture.images.MnistMlp;
import org.gradus.lecture.initialization.InitializationLaws;
import org.gradus.lecture.initialization.ShatteredGradients;
import org.gradus.lecture.micrograd.Expression;
import org.gradus.lecture.micrograd.Moons;
import org.gradus.lecture.mnist1d.LearningRateAndBatchSize;
import org.gradus.lecture.mnist1d.Mnist1dModels;
import org.gradus.lecture.mnist1d.Mnist1dPerformance;
import org.gradus.lecture.mnist1d.RegularizationMethods;
import org.gradus.lecture.normalization.BatchNormDownsides;
import org.gradus.lecture.regularization.ImplicitDescentPenalty;
import org.gradus.lecture.regularization.ImplicitNoisePenalty;
import org.gradus.lecture.regularization.L2Smoothing;
import org.gradus.lecture.regularization.MapEstimation;
import org.gradus.lecture.residual.CifarDepth;
import org.gradus.lecture.residual.DepthDegradation;
import org.gradus.lecture.residual.LossSurface;
import org.gradus.lecture.residual.OrderOfOperations;
import org.gradus.lecture.residual.ResidualPaths;
import org.gradus.lecture.residual.ResidualVariance;

/** All experiments, in the order of the lecture. */
final class Experiments {
  private Experiments() {}

  /** Returns all, newly made. */
  static List<Chapter> chapters() {
    return List.of(
        new Chapter("Automatic differentiation", List.of(new Expression(), new Moons())),
        new Chapter(
            "Activation functions",
            List.of(new ActivationGallery(), new ActivationCost(), new ActivationConvergence())),
        new Chapter("Explicit regularization", List.of(new L2Smoothing(), new MapEstimation())),
        new Chapter(
            "Implicit regularization",
            List.of(
                new ImplicitDescentPenalty(),
                new ImplicitNoisePenalty(),
                new LearningRateAndBatchSize())),
        new Chapter(
            "Heuristics to improve performance",
            List.of(new Mnist1dPerformance(), new RegularizationMethods())),
        new Chapter("Initialization", List.of(new InitializationLaws())),
        new Chapter(
            "Residual networks",
            List.of(
                new ShatteredGradients(),
                new DepthDegradation(),
                new CifarDepth(),
                new ResidualPaths(),
                new OrderOfOperations(),
                new ResidualVariance(),
                new LossSurface())),
        new Chapter("Batch and layer normalization", List.of(new BatchNormDownsides())),
        new Chapter(
            "Character models",
            List.of(
                new Bigrams(),
                new CharacterMlp(),
                new CharacterInitialization(),
                new CharacterStatistics(),
                new CharacterBackprop(),
                new CharacterHierarchy())),
        new Chapter(
            "Images and signals",
            List.of(
                new Mnist1dModels(), new MnistMlp(), new MnistConvnet(), new FashionConvnet())));
  }
}
