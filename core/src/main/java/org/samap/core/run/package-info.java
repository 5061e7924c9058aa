/**
 * What every step runs on. {@link Workers} are threads that share numbered tasks and merge the
 * results {@link InOrder}. A step reports to {@link Progress} and draws from a {@link
 * RandomStream}, whose numbers depend only on seed, purpose and index. An {@link InputException} is
 * a mistake that the user can correct. {@link Garbage} keeps the heap small between phases, and
 * {@link CodePoints} sorts text the same way everywhere.
 */
@NullMarked
package org.samap.core.run;

import org.jspecify.annotations.NullMarked;
