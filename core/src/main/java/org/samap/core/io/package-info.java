/**
 * Text in, results out. {@link TextLines} reads the lines of a text file, plain or gzip; {@link
 * TableFields} and {@link TextTable} split them into fields, and {@link Fasta} tells titles from
 * sequences. {@link OutputFile} writes a file that appears whole or not at all; {@link
 * OutputFolder} does the same for a folder of results. {@link Tsv} writes the tables. {@link
 * FileTree} deletes whole folders, and {@link Sha256} is the checksum of a file.
 */
@NullMarked
package org.samap.core.io;

import org.jspecify.annotations.NullMarked;
