/** The commands as a user meets them: options, mistakes, help, documents, launcher. */
@NullMarked
package org.samap.cli;

import org.jspecify.annotations.NullMarked;
