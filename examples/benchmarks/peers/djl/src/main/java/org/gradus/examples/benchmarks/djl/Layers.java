package org.gradus.examples.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.recurrent.RNN;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** DJL's blocks, and those of its operations that it has no block for. */
final class Layers {
  private Layers() {}

  static SequentialBlock sequence(Block... blocks) {
    SequentialBlock sequence = new SequentialBlock();
    Arrays.stream(blocks).forEach(sequence::add);
    return sequence;
  }

  static Block linear(int units) {
    return Linear.builder().setUnits(units).build();
  }

  static Block linearWithoutBias(int units) {
    return Linear.builder().setUnits(units).optBias(false).build();
  }

  static Block batchNorm() {
    return BatchNorm.builder().build();
  }

  static Block layerNorm() {
    return LayerNorm.builder().axis(2).build();
  }

  static Block relu() {
    return Activation.reluBlock();
  }

  static Block tanh() {
    return Activation.tanhBlock();
  }

  static Block gelu() {
    return function(Activation::gelu);
  }

  static Block dropout(float probability) {
    return Dropout.builder().optRate(probability).build();
  }

  /** Returns a square convolution with padding that keeps the size at stride 1. */
  static Conv2d.Builder convolution(int channels, int kernel) {
    return Conv2d.builder()
        .setFilters(channels)
        .setKernelShape(new Shape(kernel, kernel))
        .optPadding(new Shape(kernel / 2, kernel / 2));
  }

  static Block maxPooling() {
    return Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2));
  }

  static Block globalAverage() {
    return Pool.globalAvgPool2dBlock();
  }

  static Block elman(int units) {
    RNN.Builder builder = RNN.builder();
    builder.setActivation(RNN.Activation.TANH);
    builder.setStateSize(units).setNumLayers(1);
    return builder.build();
  }

  static Block gru(int units, int layers) {
    GRU.Builder builder = GRU.builder();
    builder.setStateSize(units).setNumLayers(layers);
    return builder.build();
  }

  static Block lstm(int units, int layers) {
    LSTM.Builder builder = LSTM.builder();
    builder.setStateSize(units).setNumLayers(layers);
    return builder.build();
  }

  static Block function(UnaryOperator<NDArray> function) {
    return new LambdaBlock(in -> new NDList(function.apply(in.singletonOrThrow())));
  }

  /** Merges all axes but the last: the cross-entropy takes labels of one axis only. */
  static Block rows(int features) {
    return function(x -> x.reshape(-1, features));
  }

  /** Returns x + body(x). */
  static Block residual(Block... body) {
    return sum(Blocks.identityBlock(), sequence(body));
  }

  static Block sum(Block left, Block right) {
    return new ParallelBlock(
        both -> new NDList(both.get(0).singletonOrThrow().add(both.get(1).singletonOrThrow())),
        List.of(left, right));
  }

  /** Takes every second pixel, and puts as many channels of zeros before and behind as needed. */
  static Block paddedShortcut(int newChannels) {
    NDIndex everySecond = new NDIndex(":, :, ::2, ::2");
    Shape padding = new Shape(0, 0, 0, 0, newChannels / 2, newChannels / 2);
    return function(x -> x.get(everySecond).pad(padding, 0));
  }

  /** Returns a block of a transformer: causal attention and a network of 4 · width units. */
  static Block transformerBlock(int steps, int heads, int width) {
    return sequence(
        residual(
            layerNorm(), linear(3 * width), causalAttention(steps, heads, width), linear(width)),
        residual(layerNorm(), linear(4 * width), gelu(), linear(width)));
  }

  /** Attends with queries, keys and values that lie side by side, (N, T, 3 · width). */
  private static Block causalAttention(int steps, int heads, int width) {
    NDManager manager = Engines.engine().newBaseManager();
    float[] hidden = new float[steps * steps];
    for (int from = 0; from < steps; from++) {
      Arrays.fill(hidden, from * steps + from + 1, (from + 1) * steps, Float.NEGATIVE_INFINITY);
    }
    NDArray mask = manager.create(hidden, new Shape(steps, steps));
    // An array, since mul(Number) lets go of its number before the backward pass reads it.
    NDArray scale = manager.create((float) (1 / Math.sqrt((double) width / heads)));
    UnaryOperator<NDArray> split =
        x -> x.reshape(-1, steps, heads, width / heads).transpose(0, 2, 1, 3);
    return function(
        x -> {
          NDList parts = x.split(3, 2);
          NDArray queries = split.apply(parts.get(0));
          NDArray keys = split.apply(parts.get(1)).transpose(0, 1, 3, 2);
          NDArray weights = queries.matMul(keys).mul(scale).add(mask).softmax(3);
          NDArray values = weights.matMul(split.apply(parts.get(2)));
          return values.transpose(0, 2, 1, 3).reshape(-1, steps, width);
        });
  }
}
