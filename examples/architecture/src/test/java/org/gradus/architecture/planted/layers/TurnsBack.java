package org.gradus.architecture.planted.layers;

import org.gradus.architecture.planted.losses.Loss;

/** Uses a module that layers may not use. */
public record TurnsBack(Loss loss) {}
