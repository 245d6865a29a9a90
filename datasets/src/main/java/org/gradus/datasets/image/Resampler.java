package org.gradus.datasets.image;

/**
 * Scales one axis of an image by a triangle filter that is as wide as the scale, so that shrinking
 * averages and does not skip pixels: bilinear interpolation with antialiasing.
 *
 * <p>Output i is the mean of the inputs around c = (i + ½) s, s = length / outputs, in weights
 * max(0, 1 − |j + ½ − c| / max(1, s)). As {@code Image.resize} of Pillow with {@code BILINEAR}.
 */
final class Resampler {
  private final int[] starts;
  private final float[][] weights;

  /**
   * Prepares to scale a part of an axis.
   *
   * @param first where the part begins
   * @param length of the part, above 0
   * @param size of the axis, where inputs end
   * @param outputs how many there shall be
   */
  Resampler(double first, double length, int size, int outputs) {
    starts = new int[outputs];
    weights = new float[outputs][];
    double scale = length / outputs;
    double support = Math.max(1, scale);
    for (int i = 0; i < outputs; i++) {
      double center = first + (i + 0.5) * scale;
      int from = Math.max(0, (int) Math.floor(center - support));
      int to = Math.min(size, (int) Math.ceil(center + support));
      starts[i] = from;
      weights[i] = triangle(from, to, center, support);
    }
  }

  private static float[] triangle(int from, int to, double center, double support) {
    double[] heights = new double[to - from];
    double sum = 0;
    for (int j = 0; j < heights.length; j++) {
      heights[j] = Math.max(0, 1 - Math.abs(from + j + 0.5 - center) / support);
      sum += heights[j];
    }
    float[] normalized = new float[heights.length];
    for (int j = 0; j < heights.length; j++) {
      normalized[j] = (float) (heights[j] / sum);
    }
    return normalized;
  }

  /**
   * Scales one line.
   *
   * @param stride from one input to the next
   * @param to where the outputs begin
   * @param outputStride from one output to the next
   */
  void scale(float[] input, int from, int stride, float[] output, int to, int outputStride) {
    for (int i = 0; i < starts.length; i++) {
      float sum = 0;
      int position = from + starts[i] * stride;
      for (float weight : weights[i]) {
        sum += weight * input[position];
        position += stride;
      }
      output[to + i * outputStride] = sum;
    }
  }
}
