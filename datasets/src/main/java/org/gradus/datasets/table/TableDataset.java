package org.gradus.datasets.table;

import java.nio.file.Path;
import java.util.List;
import org.gradus.core.data.Batch;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.datasets.dataset.Dataset;

/**
 * The rows of a table: FLOAT32 inputs (rows, features), and INT32 classes (rows) or FLOAT32 values
 * (rows, 1) as targets.
 */
public final class TableDataset implements Dataset {
  private final CsvConfig config;
  private final List<ColumnEncoder> inputs;
  private final ColumnEncoder target;
  private final Dataset rows;

  private TableDataset(
      CsvConfig config, List<ColumnEncoder> inputs, ColumnEncoder target, CsvFile file) {
    this.config = config;
    this.inputs = inputs;
    this.target = target;
    this.rows = Dataset.of(features(file), targets(file));
  }

  static TableDataset read(CsvConfig config, Path path) {
    CsvFile file = CsvFile.read(config, path);
    return new TableDataset(
        config,
        config.inputs().stream()
            .map(column -> ColumnEncoder.of(column, file, config.missing()))
            .toList(),
        ColumnEncoder.of(config.target(), file, config.missing()),
        file);
  }

  /**
   * Reads another file of the same columns with the categories and means of this one, such as the
   * test set.
   *
   * @throws org.gradus.datasets.location.MalformedFileException as {@link CsvConfig#load}, and if a
   *     category is not in this table
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public TableDataset readAlike(Path path) {
    return new TableDataset(config, inputs, target, CsvFile.read(config, path));
  }

  /** Returns what the features are called: the column, or the column and the category. */
  public List<String> featureNames() {
    return inputs.stream().flatMap(column -> column.featureNames().stream()).toList();
  }

  /** Returns what the classes are called; nothing if the targets are numbers. */
  public List<String> classNames() {
    return target.categories();
  }

  private Tensor features(CsvFile file) {
    int width = inputs.stream().mapToInt(ColumnEncoder::width).sum();
    float[] features = new float[Math.multiplyExact(file.size(), width)];
    int first = 0;
    for (ColumnEncoder column : inputs) {
      double[] encoded = column.encode(file);
      for (int row = 0; row < encoded.length; row++) {
        if (column.isOneHot()) {
          features[row * width + first + (int) encoded[row]] = 1;
        } else {
          features[row * width + first] = (float) encoded[row];
        }
      }
      first += column.width();
    }
    return Tensor.of(features, Shape.of(file.size(), width));
  }

  private Tensor targets(CsvFile file) {
    Tensor encoded = Tensor.of(target.encode(file));
    return config.target().kind() == Column.Kind.INDEX
        ? encoded.cast(DType.INT32)
        : encoded.cast(DType.FLOAT32).reshape(file.size(), 1);
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public Batch get(int... positions) {
    return rows.get(positions);
  }

  @Override
  public Tensor targets() {
    return rows.targets();
  }
}
