/**
 * The scale sweep: simulated data of growing size, each size mapped in a process of its own. {@link
 * org.samap.cli.bench.BenchCommand} reads the options ({@code SweepParams}), {@code Sweep} runs one
 * size after the other in a {@code JavaChild} and keeps each {@code SizeResult} in a {@code
 * SweepTable}. {@code SweepPlots} draws the table, and {@code CostFit} fits the prediction of
 * {@code samap plan} to it. What a mapping proves is measured in {@code evidence}.
 */
@NullMarked
package org.samap.cli.bench;

import org.jspecify.annotations.NullMarked;
