/**
 * Feeds damaged inputs to readers. A {@link org.samap.core.fuzz.Specimen} is a valid input, {@link
 * org.samap.core.fuzz.Fuzz} damages it in thousands of ways, each numbered, and checks that the
 * reader reads it or says in one line what is wrong with it. The test of each reader is in the
 * package of the reader.
 */
@org.jspecify.annotations.NullMarked
package org.samap.core.fuzz;
