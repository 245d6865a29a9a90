/**
 * Pictures for reports and slides: figures of one or more panels, as PNG files. Needs no screen.
 *
 * <p>{@link org.gradus.optimizers.chart.LinePanel} is the panel of curves and points, {@link
 * org.gradus.optimizers.chart.MatrixPanel} that of cells, {@link
 * org.gradus.optimizers.chart.ContourPanel} and {@link org.gradus.optimizers.chart.SurfacePanel}
 * are those of heights over a rectangle; another kind is whatever implements {@link
 * org.gradus.optimizers.chart.Panel}.
 */
@NullMarked
package org.gradus.optimizers.chart;

import org.jspecify.annotations.NullMarked;
