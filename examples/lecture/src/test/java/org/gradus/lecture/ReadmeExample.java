package org.gradus.lecture;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.gradus.core.data.Batch;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.mnist1d.Mnist1d;
import org.gradus.datasets.mnist1d.Mnist1dSettings;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.model.ModelFile;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.losses.loss.Loss;
import org.gradus.optimizers.checkpoint.CheckpointFolder;
import org.gradus.optimizers.listener.ConsoleTable;
import org.gradus.optimizers.listener.LearningCurvesPicture;
import org.gradus.optimizers.metric.Accuracy;
import org.gradus.optimizers.training.Goal;
import org.gradus.optimizers.training.GradientClipping;
import org.gradus.optimizers.training.History;
import org.gradus.optimizers.training.Trainer;
import org.gradus.regularization.penalty.L2;
import org.gradus.regularization.stopping.Patience;

/** The code of the README; {@link ReadmeTest} compares the two, and runs it. */
final class ReadmeExample {
  private ReadmeExample() {}

  /** Trains, tests and saves a network, and returns the percentage of the test set it has right. */
  static double run(Path file) {
    // README: begin
    RandomSource random = RandomSource.of(42);
    Mnist1d data = Mnist1dSettings.published().generate();
    Dataset train = data.train();
    Module model = Sequential.of(Linear.of(100), new Relu(), Linear.of(10));
    model.build(Shape.of(1, 40), random.stream("model"));
    Loss loss = new CrossEntropy();
    Optimizer optimizer = Optimizer.of(model.parameters(), 0.05, Sgd.withMomentum(0.9));
    for (int epoch = 0; epoch < 20; epoch++) {
      for (Batch batch : train.shuffled(random).batches(100)) {
        Tensor scores = model.forward(batch.inputs(), Context.train(random));
        optimizer.step(loss.of(scores, batch.targets()).backward());
      }
    }
    Batch test = data.test().all();
    Tensor right = model.forward(test.inputs()).argmax(1).eq(test.targets());
    double percent = 100 * right.cast(DType.FLOAT64).mean().item();
    ModelFile.save(file, model, Shape.of(1, 40));
    // README: end
    return percent;
  }

  /** Trains a network for some epochs, or goes on to them. */
  static History train(Path folder, int epochs) {
    RandomSource random = RandomSource.of(42);
    Mnist1d data = Mnist1dSettings.published().generate();
    Dataset train = data.train();
    Module model = Sequential.of(Linear.of(100), new Relu(), Linear.of(10));
    model.build(Shape.of(1, 40), random.stream("model"));
    Optimizer optimizer = Optimizer.of(model.parameters(), 0.05, Sgd.withMomentum(0.9));
    Path picture = folder.resolve("curves.png");
    Consumer<String> lines = line -> {};
    // README: begin
    Trainer trainer =
        Trainer.of(model, new CrossEntropy(), optimizer)
            .data(train.epochs(100), random.stream("training"))
            .with(new L2(1e-4), GradientClipping.byNorm(1))
            .validation(data.test().batches(500), new Accuracy())
            .stopWhen(new Patience("validation/loss", Goal.LEAST, 10))
            .listener(new ConsoleTable(lines), new LearningCurvesPicture(picture, "MNIST-1D"))
            .checkpoints(CheckpointFolder.of(folder))
            .build();
    trainer.resume();
    History history = trainer.train(epochs);
    // README: end
    return history;
  }
}
