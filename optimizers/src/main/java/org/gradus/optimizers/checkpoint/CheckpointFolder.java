package org.gradus.optimizers.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gradus.core.file.AtomicFile;
import org.gradus.core.file.Folders;
import org.gradus.core.plugin.Settings;
import org.gradus.core.safetensors.SafetensorsException;

/**
 * The last checkpoints of one training, {@code step-000000000042.safetensors} and so on.
 *
 * <p>At any instant, also if the process is killed or the disk is full, the folder has the
 * checkpoints of before or these and the new one: each is written beside and moved into place, and
 * older ones are deleted only afterwards. What an interrupted process left half-written goes with
 * the next checkpoint. A folder belongs to one training at a time.
 */
public final class CheckpointFolder {
  private static final String NAME = "checkpoint folder";
  private static final Pattern FILE = Pattern.compile("step-([0-9]{12,18})\\.safetensors");

  private final Path folder;
  private final int kept;

  private CheckpointFolder(Path folder, int kept) {
    this.folder = folder;
    this.kept = kept;
  }

  /**
   * Returns the folder of a path, which is made with the first checkpoint, keeping the last two.
   */
  public static CheckpointFolder of(Path folder) {
    return new CheckpointFolder(folder, 2);
  }

  /**
   * Returns the same folder, keeping another number of checkpoints.
   *
   * @param checkpoints at least 1
   * @throws IllegalArgumentException if the number is below 1
   */
  public CheckpointFolder keeping(int checkpoints) {
    Settings.requireSize(NAME, "number of checkpoints", checkpoints);
    return new CheckpointFolder(folder, checkpoints);
  }

  /** Returns the path. */
  public Path path() {
    return folder;
  }

  /**
   * Makes the folder, if there is none, and proves that it can be written to: before a training,
   * and not after its first hour.
   *
   * @throws UncheckedIOException if it cannot be made or written to
   */
  public void prepare() {
    Folders.makeWritable(folder);
  }

  /**
   * Writes a checkpoint, and then deletes the oldest if there are too many. Those of later steps,
   * from which a training has gone back, are deleted too.
   *
   * @param step the number of steps before, at least 0
   * @return the file
   * @throws UncheckedIOException if it cannot be written; those of before are then intact
   */
  public Path save(long step, Checkpoint checkpoint) {
    Settings.require(step >= 0, NAME, "step", "at least 0", step);
    Folders.make(folder);
    Path file = folder.resolve(String.format(Locale.ROOT, "step-%012d.safetensors", step));
    checkpoint.write(file);
    List<Path> files = files();
    int newest = files.indexOf(file);
    List<Path> superfluous = new ArrayList<>(files.subList(newest + 1, files.size()));
    superfluous.addAll(files.subList(0, Math.max(0, newest + 1 - kept)));
    superfluous.addAll(list(AtomicFile::isRemainder));
    superfluous.forEach(this::delete);
    return file;
  }

  /** Returns the files of the checkpoints, oldest first; none if there is no such folder. */
  public List<Path> files() {
    return list(entry -> step(entry) >= 0).stream()
        .sorted(Comparator.comparingLong(CheckpointFolder::step))
        .toList();
  }

  /** Returns the file of the newest checkpoint. */
  public Optional<Path> newest() {
    List<Path> files = files();
    return files.isEmpty() ? Optional.empty() : Optional.of(files.get(files.size() - 1));
  }

  /**
   * Reads the newest checkpoint.
   *
   * @throws CheckpointException if it cannot be read, saying which one is before it
   * @throws UncheckedIOException if the folder or the file cannot be read
   */
  public Optional<Checkpoint> read() {
    List<Path> files = files();
    if (files.isEmpty()) {
      return Optional.empty();
    }
    Path newest = files.get(files.size() - 1);
    try {
      return Optional.of(Checkpoint.read(newest));
    } catch (SafetensorsException | CheckpointException e) {
      throw new CheckpointException(
          newest.toString(),
          "the newest checkpoint is of no use. %s %s"
              .formatted(
                  e.getMessage(),
                  files.size() == 1
                      ? "Hint: there is none before it; delete the file to begin anew."
                      : "Hint: delete the file to go on from %s."
                          .formatted(files.get(files.size() - 2).getFileName())),
          e);
    }
  }

  private static long step(Path file) {
    Matcher name = FILE.matcher(String.valueOf(file.getFileName()));
    return name.matches() ? Long.parseLong(name.group(1)) : -1;
  }

  private List<Path> list(Predicate<Path> wanted) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(wanted).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException | UncheckedIOException e) {
      throw failure("the folder cannot be read", "a folder that can be read", e);
    }
  }

  private void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failure("an old checkpoint cannot be deleted", "a folder that can be written to", e);
    }
  }

  private UncheckedIOException failure(String problem, String expected, Exception e) {
    IOException cause = e instanceof IOException io ? io : new IOException(e.getMessage(), e);
    return new UncheckedIOException(
        "[%s] %s: expected %s, got %s. In %s.".formatted(NAME, problem, expected, e, folder),
        cause);
  }
}
