/**
 * From peaks of open chromatin to genes. {@link org.samap.cli.peaks.PeaksCommand} writes a table of
 * links, {@link org.samap.cli.peaks.ActivityCommand} data of genes. {@code LinkRuleArgs} holds the
 * options that both have.
 */
@NullMarked
package org.samap.cli.peaks;

import org.jspecify.annotations.NullMarked;
