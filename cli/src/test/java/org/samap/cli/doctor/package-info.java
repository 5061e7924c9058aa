@NullMarked
package org.samap.cli.doctor;

import org.jspecify.annotations.NullMarked;
