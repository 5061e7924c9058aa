/**
 * The commands that make results from data. Start with {@link org.samap.cli.run.RunCommand}, whose
 * options are the sections of {@code RunArgs}: {@code SpeciesArgs}, {@code MappingArgs} and {@code
 * SamArgs}; {@link org.samap.cli.run.RunJob} does the work and {@code RunReport} writes what was
 * done into {@code run.json}. {@link org.samap.cli.run.PlanCommand} predicts the same run, {@link
 * org.samap.cli.run.SamCommand} analyses one species alone, and {@link
 * org.samap.cli.run.ClusterCommand} clusters its cells. {@link org.samap.cli.run.SimulateCommand}
 * makes data to try them on, and {@link org.samap.cli.run.DemoCommand} does all of it at once.
 */
@NullMarked
package org.samap.cli.run;

import org.jspecify.annotations.NullMarked;
