/**
 * What is known about genes. {@link Annotations} says which genes have which terms (Gene Ontology,
 * pathways, COG categories) and builds itself from files. {@code AnnotationFile} reads the files of
 * eggNOG-mapper, other tables and gene sets. {@code AnnotationColumn} knows the names that a column
 * has had, and {@code CogCategory} the meaning of COG letters.
 */
@NullMarked
package org.samap.core.annotation;

import org.jspecify.annotations.NullMarked;
