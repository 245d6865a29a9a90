package org.gradus.lecture.training;

/**
 * Where a training is after an epoch.
 *
 * @param number of the epoch, from 1
 * @param learningRate in the epoch
 * @param train the score on the training set, measured after the epoch
 * @param test the score on the test set
 */
public record Epoch(int number, double learningRate, Score train, Score test) {}
