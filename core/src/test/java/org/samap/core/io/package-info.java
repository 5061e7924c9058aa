/** Tests of output files. */
@org.jspecify.annotations.NullMarked
package org.samap.core.io;
