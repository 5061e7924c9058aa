/**
 * What there is to map, before it is mapped. {@link org.samap.cli.inspect.InspectCommand} tells
 * what data ({@code SpeciesLines}) and tables ({@code TableLines}) hold. {@link
 * org.samap.cli.inspect.NamesCommand} matches the names of sequences with the genes of the data.
 * {@code TextColumns} aligns the columns of a table for people.
 */
@NullMarked
package org.samap.cli.inspect;

import org.jspecify.annotations.NullMarked;
