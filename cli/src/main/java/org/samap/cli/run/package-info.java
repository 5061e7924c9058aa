/**
 * The commands that make results from data. Start with {@link org.samap.cli.run.RunCommand}. Its
 * options are in {@code RunArgs} and its sections {@code SpeciesArgs}, {@code MappingArgs} and
 * {@code SamArgs}, or in a file that {@code ConfigFile} reads. {@code RunJob} does the work, and
 * {@code RunReport} is the content of {@code run.json}. {@link org.samap.cli.run.PlanCommand}
 * predicts the same run, {@link org.samap.cli.run.SamCommand} analyses one species alone, and
 * {@link org.samap.cli.run.ClusterCommand} clusters its cells. {@link
 * org.samap.cli.run.SimulateCommand} simulates data, and {@link org.samap.cli.run.DemoCommand}
 * simulates and maps at once.
 */
@NullMarked
package org.samap.cli.run;

import org.jspecify.annotations.NullMarked;
