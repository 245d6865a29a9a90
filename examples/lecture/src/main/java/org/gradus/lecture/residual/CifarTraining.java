package org.gradus.lecture.residual;

import java.nio.file.Path;
import java.util.List;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.datasets.cifar.Cifar10Config;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.image.Part;
import org.gradus.datasets.location.DataHome;
import org.gradus.layers.module.Module;
import org.gradus.layers.residual.CifarResNet;
import org.gradus.lecture.training.Epoch;
import org.gradus.lecture.training.LearningCurves;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.optimizers.checkpoint.CheckpointFolder;
import org.gradus.optimizers.listener.ProgressBarListener;
import org.gradus.optimizers.metric.Accuracy;
import org.gradus.optimizers.schedule.MultiStepDecay;
import org.gradus.optimizers.training.Trainer;
import org.gradus.regularization.augmentation.Flip;
import org.gradus.regularization.augmentation.PaddedCrop;

/**
 * The training on CIFAR-10 of He, Zhang, Ren and Sun, "Deep residual learning for image
 * recognition" (2016), section 4.2: batches of 128 images, padded by 4 pixels, cut at random and
 * mirrored; momentum 0.9, weight decay 0.0001, and a learning rate of 0.1 that is divided by 10
 * after 32,000 and after 48,000 steps. There the mean of every pixel is subtracted; here images are
 * standardized by the mean and deviation of every channel.
 *
 * <p>Every epoch leaves a checkpoint, from which the same training goes on after an interruption.
 *
 * @param train the training set
 * @param test what is scored after every epoch
 * @param epochs how often the training set is gone through
 */
record CifarTraining(Dataset train, Dataset test, int epochs) {
  private static final int BATCH_SIZE = 128;
  private static final int SCORED_TOGETHER = 1000;

  /** Returns the training on all images, of 164 epochs, which are the published 64,000 steps. */
  static CifarTraining published(DataHome home) {
    return new CifarTraining(images(Part.TRAIN, home), images(Part.TEST, home), 164);
  }

  private static Dataset images(Part part, DataHome home) {
    return Cifar10Config.of(part).withScaling(Cifar10Config.STANDARDIZED).load(home);
  }

  /**
   * Trains a network, from where it was interrupted if it was.
   *
   * @param checkpoints the folder of its checkpoints
   */
  LearningCurves curves(CifarResNet design, RandomSource random, Path checkpoints) {
    Module network = design.create(Plugins.load());
    network.build(train.get(0).inputs().shape(), random.stream("network"));
    Sgd rule = Sgd.withMomentum(0.9).withWeightDecay(1e-4);
    Trainer trainer =
        Trainer.of(network, new CrossEntropy(), Optimizer.of(network.parameters(), 0.1, rule))
            .data(train.epochs(BATCH_SIZE), random.stream("training"))
            .with(new PaddedCrop(4), new Flip(0.5))
            .schedule(new MultiStepDecay(List.of(32_000, 48_000), 0.1))
            .measuring(new Accuracy())
            .validation(test.batches(SCORED_TOGETHER), new Accuracy())
            .checkpoints(CheckpointFolder.of(checkpoints).keeping(1))
            .listener(new ProgressBarListener(System.err))
            .build();
    trainer.resume();
    return new LearningCurves(
        List.of(trainer.train(epochs).epochs().stream().map(Epoch::of).toList()));
  }
}
