package org.gradus.regularization.augmentation;

import org.gradus.core.data.Example;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;

/**
 * Changes brightness, contrast and saturation of images, in this order, each by a random factor f
 * uniform in [1 − most, 1 + most):
 *
 * <ul>
 *   <li>brightness: y = f · x;
 *   <li>contrast: y = m + f · (x − m), m being the mean grey of the image;
 *   <li>saturation: y = g + f · (x − g), g being the grey of the pixel.
 * </ul>
 *
 * <p>The grey of red, green and blue is 0.299 r + 0.587 g + 0.114 b (ITU-R BT.601); of images of
 * another number of channels, their mean. Values are not cut off at the ends of their range.
 *
 * <p>Shapes: (C, H, W); with saturation C is 3.
 *
 * <p>Source: Krizhevsky, Sutskever and Hinton, "ImageNet classification with deep convolutional
 * neural networks", 2012, in spirit; Howard, "Some improvements on deep convolutional neural
 * network based image classification", 2013.
 *
 * @param brightness from 0 to 1
 * @param contrast from 0 to 1
 * @param saturation from 0 to 1
 */
public record ColorJitter(double brightness, double contrast, double saturation)
    implements Augmentation {
  private static final String NAME = "color-jitter";
  private static final double[] GREY = {0.299, 0.587, 0.114};

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public ColorJitter {
    require("brightness", brightness);
    require("contrast", contrast);
    require("saturation", saturation);
  }

  private static void require(String name, double most) {
    Settings.require(most >= 0 && most <= 1, NAME, name, "a number from 0 to 1", most);
  }

  @Override
  public void requireFit(Shape example) {
    Arguments.requireImage(NAME, example);
    if (saturation > 0 && example.size(0) != 3) {
      throw ShapeException.of(
          NAME, "there is no colour to saturate", "(3, H, W)", example.toString());
    }
  }

  @Override
  public void change(Example example, RandomSource random) {
    double[] x = example.values();
    double bright = factor(brightness, random);
    double contrasting = factor(contrast, random);
    double saturated = factor(saturation, random);
    scaleAround(x, 0, bright);
    if (contrasting != 1) {
      scaleAround(x, meanGrey(x, example.shape()), contrasting);
    }
    if (saturated != 1) {
      saturate(x, example.shape(), saturated);
    }
  }

  private static double factor(double most, RandomSource random) {
    return 1 + most * (2 * random.nextDouble() - 1);
  }

  private static void scaleAround(double[] x, double middle, double factor) {
    for (int i = 0; i < x.length; i++) {
      x[i] = middle + factor * (x[i] - middle);
    }
  }

  private static double meanGrey(double[] x, Shape shape) {
    int channels = shape.size(0);
    int plane = x.length / channels;
    double sum = 0;
    for (int channel = 0; channel < channels; channel++) {
      double part = 0;
      for (int i = channel * plane; i < (channel + 1) * plane; i++) {
        part += x[i];
      }
      sum += part * (channels == 3 ? GREY[channel] : 1.0 / channels);
    }
    return sum / plane;
  }

  private static void saturate(double[] x, Shape shape, double factor) {
    int plane = shape.elements(1, 3);
    for (int i = 0; i < plane; i++) {
      double grey = GREY[0] * x[i] + GREY[1] * x[plane + i] + GREY[2] * x[2 * plane + i];
      for (int at = i; at < 3 * plane; at += plane) {
        x[at] = grey + factor * (x[at] - grey);
      }
    }
  }
}
