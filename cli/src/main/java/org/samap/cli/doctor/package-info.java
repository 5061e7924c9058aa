/**
 * What this machine offers. {@link org.samap.cli.doctor.DoctorCommand} prints it, and {@code
 * NvidiaDriver} looks for a GPU.
 */
@NullMarked
package org.samap.cli.doctor;

import org.jspecify.annotations.NullMarked;
