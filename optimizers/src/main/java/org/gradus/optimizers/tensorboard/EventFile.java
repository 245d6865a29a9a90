package org.gradus.optimizers.tensorboard;

import com.google.protobuf.CodedOutputStream;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.gradus.core.file.Folders;

/**
 * A file of events in a folder that TensorBoard watches: numbers, histograms and pictures by tag
 * and step.
 *
 * <p>A folder has one such file for each time that a training was started; TensorBoard reads them
 * in the order of their names. The first event of each says at which step it goes on, and
 * TensorBoard then forgets what earlier files have of that step and later ones.
 *
 * <p>Written are the messages {@code Event}, {@code Summary} and {@code SessionLog} of TensorFlow's
 * {@code event.proto} and {@code summary.proto}, in records of its {@code TFRecord} format.
 */
public final class EventFile implements AutoCloseable {
  private static final String VERSION = "brain.Event:2";
  private static final int SESSION_START = 1;
  private static final int COLORS_RGB = 3;

  private final Path path;
  private final Clock clock;
  private final OutputStream stream;

  /** The numbers of the fields of the messages. */
  private static final class Field {
    static final int EVENT_TIME = 1;
    static final int EVENT_STEP = 2;
    static final int EVENT_VERSION = 3;
    static final int EVENT_SUMMARY = 5;
    static final int EVENT_SESSION = 7;
    static final int SESSION_STATUS = 1;
    static final int SUMMARY_VALUE = 1;
    static final int VALUE_TAG = 1;
    static final int VALUE_NUMBER = 2;
    static final int VALUE_IMAGE = 4;
    static final int VALUE_HISTOGRAM = 5;
    static final int IMAGE_HEIGHT = 1;
    static final int IMAGE_WIDTH = 2;
    static final int IMAGE_COLORS = 3;
    static final int IMAGE_BYTES = 4;
    static final int HISTOGRAM_LEAST = 1;
    static final int HISTOGRAM_MOST = 2;
    static final int HISTOGRAM_TOTAL = 3;
    static final int HISTOGRAM_SUM = 4;
    static final int HISTOGRAM_SQUARES = 5;
    static final int HISTOGRAM_EDGES = 6;
    static final int HISTOGRAM_COUNTS = 7;

    private Field() {}
  }

  /** Writes the fields of a message. */
  @FunctionalInterface
  private interface Message {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private EventFile(Path path, Clock clock, OutputStream stream) {
    this.path = path;
    this.clock = clock;
    this.stream = stream;
  }

  /**
   * Creates a file for a training that begins or goes on, and the folder if there is none.
   *
   * @param folder that TensorBoard is given as its {@code --logdir}, or one below it
   * @param firstStep the first step that there will be events of
   * @throws UncheckedIOException if it cannot be written
   */
  public static EventFile create(Path folder, long firstStep) {
    return create(folder, firstStep, Clock.systemUTC());
  }

  static EventFile create(Path folder, long firstStep, Clock clock) {
    Folders.make(folder);
    try {
      for (int number = 0; ; number++) {
        // TensorBoard wants "tfevents" in the name, and sorts by it: seconds, then numbers.
        String name =
            String.format(
                Locale.ROOT,
                "events.out.tfevents.%010d.gradus.%04d",
                clock.instant().getEpochSecond(),
                number);
        Path path = folder.resolve(name);
        try {
          OutputStream stream = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW);
          return begun(new EventFile(path, clock, new BufferedOutputStream(stream)), firstStep);
        } catch (FileAlreadyExistsException taken) {
          continue;
        }
      }
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  private static EventFile begun(EventFile file, long firstStep) {
    boolean complete = false;
    try {
      file.begin(firstStep);
      complete = true;
      return file;
    } finally {
      if (!complete) {
        file.close();
      }
    }
  }

  private void begin(long firstStep) {
    event(0, out -> out.writeString(Field.EVENT_VERSION, VERSION));
    byte[] session = bytes(out -> out.writeEnum(Field.SESSION_STATUS, SESSION_START));
    event(firstStep, out -> out.writeByteArray(Field.EVENT_SESSION, session));
    flush();
  }

  /** Returns the file. */
  public Path path() {
    return path;
  }

  /**
   * Adds a number.
   *
   * @param tag what it is of; slashes group tags
   * @throws UncheckedIOException if it cannot be written
   */
  public void number(String tag, long step, double value) {
    summary(tag, step, out -> out.writeFloat(Field.VALUE_NUMBER, (float) value));
  }

  /**
   * Adds a histogram.
   *
   * @param tag what it is of; slashes group tags
   * @throws UncheckedIOException if it cannot be written
   */
  public void histogram(String tag, long step, Histogram histogram) {
    long[] counts = histogram.counts();
    byte[] edges =
        bytes(
            out -> {
              for (int i = 0; i < counts.length; i++) {
                out.writeDoubleNoTag(histogram.edge(i));
              }
            });
    byte[] heights =
        bytes(
            out -> {
              for (long count : counts) {
                out.writeDoubleNoTag((double) count);
              }
            });
    byte[] message =
        bytes(
            out -> {
              out.writeDouble(Field.HISTOGRAM_LEAST, histogram.least());
              out.writeDouble(Field.HISTOGRAM_MOST, histogram.most());
              out.writeDouble(Field.HISTOGRAM_TOTAL, (double) histogram.total());
              out.writeDouble(Field.HISTOGRAM_SUM, histogram.sum());
              out.writeDouble(Field.HISTOGRAM_SQUARES, histogram.sumOfSquares());
              out.writeByteArray(Field.HISTOGRAM_EDGES, edges);
              out.writeByteArray(Field.HISTOGRAM_COUNTS, heights);
            });
    summary(tag, step, out -> out.writeByteArray(Field.VALUE_HISTOGRAM, message));
  }

  /**
   * Adds a picture.
   *
   * @param tag what it is of; slashes group tags
   * @throws UncheckedIOException if it cannot be written
   */
  public void image(String tag, long step, BufferedImage image) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw failure(path, e);
    }
    byte[] message =
        bytes(
            out -> {
              out.writeInt32(Field.IMAGE_HEIGHT, image.getHeight());
              out.writeInt32(Field.IMAGE_WIDTH, image.getWidth());
              out.writeInt32(Field.IMAGE_COLORS, COLORS_RGB);
              out.writeByteArray(Field.IMAGE_BYTES, png.toByteArray());
            });
    summary(tag, step, out -> out.writeByteArray(Field.VALUE_IMAGE, message));
  }

  private void summary(String tag, long step, Message content) {
    byte[] value =
        bytes(
            out -> {
              out.writeString(Field.VALUE_TAG, tag);
              content.writeTo(out);
            });
    byte[] summary = bytes(out -> out.writeByteArray(Field.SUMMARY_VALUE, value));
    event(step, out -> out.writeByteArray(Field.EVENT_SUMMARY, summary));
  }

  private void event(long step, Message content) {
    byte[] event =
        bytes(
            out -> {
              out.writeDouble(Field.EVENT_TIME, 1e-3 * clock.millis());
              out.writeInt64(Field.EVENT_STEP, step);
              content.writeTo(out);
            });
    try {
      Records.write(stream, event);
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  private byte[] bytes(Message message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      message.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw failure(path, e);
    }
    return bytes.toByteArray();
  }

  /**
   * Lets TensorBoard see what was added.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public void flush() {
    try {
      stream.flush();
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  /**
   * Ends the file.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  private static UncheckedIOException failure(Path path, IOException e) {
    return new UncheckedIOException("[event file] %s cannot be written: %s".formatted(path, e), e);
  }
}
