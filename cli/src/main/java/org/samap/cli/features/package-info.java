/**
 * Features that are not the genes of the tables. {@link org.samap.cli.features.PeaksCommand} links
 * peaks of open chromatin to genes, {@link org.samap.cli.features.ActivityCommand} makes data of
 * genes from them; {@code PeakArgs} and {@code LinkRuleArgs} hold the options that both have.
 * {@link org.samap.cli.features.AnnotationsCommand} links the genes of two annotations.
 */
@NullMarked
package org.samap.cli.features;

import org.jspecify.annotations.NullMarked;
