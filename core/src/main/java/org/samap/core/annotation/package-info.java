/**
 * What is known of genes: terms such as those of Gene Ontology, pathways and COG categories, read
 * from eggNOG-mapper's files, tables and gene sets.
 */
@NullMarked
package org.samap.core.annotation;

import org.jspecify.annotations.NullMarked;
