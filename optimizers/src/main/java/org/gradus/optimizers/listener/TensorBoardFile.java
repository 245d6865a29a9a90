package org.gradus.optimizers.listener;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.gradus.core.plugin.Settings;
import org.gradus.layers.module.Module;
import org.gradus.optimizers.tensorboard.EventFile;
import org.gradus.optimizers.tensorboard.Histogram;
import org.gradus.optimizers.training.EpochReport;
import org.gradus.optimizers.training.History;
import org.gradus.optimizers.training.StepReport;
import org.gradus.optimizers.training.TrainingListener;

/**
 * Writes what TensorBoard shows: the measures of every epoch, and if asked the losses of steps,
 * histograms of parameters and gradients, and pictures. All are at the number of steps since the
 * training began.
 *
 * <pre>{@code
 * TensorBoardFile.in(folder).withLossEvery(10).withHistogramsEvery(100)
 * }</pre>
 *
 * <p>What is written is there at once, because a training that is killed does not repeat the steps
 * before its checkpoint. One that is resumed writes another file into the folder, and TensorBoard
 * forgets what the file before has of steps that come again.
 */
public final class TensorBoardFile implements TrainingListener {
  private final Path folder;
  private final int lossEvery;
  private final int histogramsEvery;
  private final Map<String, Supplier<BufferedImage>> images;
  private Optional<EventFile> file = Optional.empty();

  private TensorBoardFile(
      Path folder,
      int lossEvery,
      int histogramsEvery,
      Map<String, Supplier<BufferedImage>> images) {
    this.folder = folder;
    this.lossEvery = lossEvery;
    this.histogramsEvery = histogramsEvery;
    this.images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
  }

  /**
   * Creates a listener that writes the measures of epochs.
   *
   * @param folder that TensorBoard is given as its {@code --logdir}, or one below it
   */
  public static TensorBoardFile in(Path folder) {
    return new TensorBoardFile(folder, 0, 0, Map.of());
  }

  /**
   * Returns this listener with the losses and learning rates of steps.
   *
   * @param steps how many there are from one to the next, at least 1
   * @throws IllegalArgumentException if the number is below 1
   */
  public TensorBoardFile withLossEvery(int steps) {
    Settings.requireSize("tensor board file", "number of steps", steps);
    return new TensorBoardFile(folder, steps, histogramsEvery, images);
  }

  /**
   * Returns this listener with histograms of all parameters and their gradients.
   *
   * @param steps how many there are from one to the next, at least 1
   * @throws IllegalArgumentException if the number is below 1
   */
  public TensorBoardFile withHistogramsEvery(int steps) {
    Settings.requireSize("tensor board file", "number of steps", steps);
    return new TensorBoardFile(folder, lossEvery, steps, images);
  }

  /**
   * Returns this listener with a picture after every epoch.
   *
   * @param picture makes it
   */
  public TensorBoardFile withImage(String tag, Supplier<BufferedImage> picture) {
    Map<String, Supplier<BufferedImage>> more = new LinkedHashMap<>(images);
    more.put(tag, picture);
    return new TensorBoardFile(folder, lossEvery, histogramsEvery, more);
  }

  /**
   * Creates the file.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  @Override
  public void started(Module model, History history, int epochs, long step) {
    close();
    file = Optional.of(EventFile.create(folder, step + 1));
  }

  /**
   * Writes the histograms, if they are due.
   *
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  @Override
  public void updating(StepReport step) {
    if (histogramsEvery > 0 && step.step() % histogramsEvery == 0) {
      step.model()
          .parameters()
          .forEach(
              (path, parameter) -> {
                write(
                    out ->
                        out.histogram(
                            "parameters/" + path, step.step(), Histogram.of(parameter.tensor())));
                step.gradients()
                    .find(parameter)
                    .ifPresent(
                        gradient ->
                            write(
                                out ->
                                    out.histogram(
                                        "gradients/" + path, step.step(), Histogram.of(gradient))));
              });
      write(EventFile::flush);
    }
  }

  /**
   * Writes loss and learning rates, if they are due.
   *
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  @Override
  public void stepped(StepReport step) {
    if (lossEvery > 0 && step.step() % lossEvery == 0) {
      List<Double> rates = step.learningRates();
      write(
          out -> {
            out.number("step/loss", step.step(), step.loss());
            for (int i = 0; i < rates.size(); i++) {
              String group = step.optimizer().groups().get(i).name();
              out.number("step/learning rate/" + group, step.step(), rates.get(i));
            }
            out.flush();
          });
    }
  }

  /**
   * Writes measures and pictures.
   *
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  @Override
  public void epochEnded(EpochReport epoch) {
    write(
        out -> {
          epoch
              .measures()
              .forEach((name, value) -> out.number("epoch/" + name, epoch.steps(), value));
          out.number("epoch/learning rate", epoch.steps(), epoch.learningRate());
          out.number("epoch/seconds", epoch.steps(), epoch.seconds());
          images.forEach((tag, picture) -> out.image(tag, epoch.steps(), picture.get()));
          out.flush();
        });
  }

  @Override
  public void ended(History history, String reason) {
    close();
  }

  private void write(Consumer<EventFile> events) {
    file.ifPresent(events);
  }

  private void close() {
    file.ifPresent(EventFile::close);
    file = Optional.empty();
  }
}
