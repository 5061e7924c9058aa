/**
 * Predicts the time and memory of a run before it starts. {@link
 * org.samap.core.pipeline.plan.RunPlan} is the result. {@link
 * org.samap.core.pipeline.plan.Workload} counts the work, {@link org.samap.core.pipeline.plan.Cost}
 * holds the measured constants, {@link org.samap.core.pipeline.plan.MachineRates} measures this
 * machine, and {@link org.samap.core.pipeline.plan.MemoryModel} adds up the memory of each {@link
 * org.samap.core.pipeline.plan.Stage}. {@code Limits} refuses data that Java's arrays cannot hold,
 * and {@link org.samap.core.pipeline.plan.Schedule} divides the time among phases.
 */
@NullMarked
package org.samap.core.pipeline.plan;

import org.jspecify.annotations.NullMarked;
