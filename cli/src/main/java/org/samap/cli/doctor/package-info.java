/**
 * What this machine offers. {@link org.samap.cli.doctor.DoctorCommand} prints it, {@code
 * SearchProgram} lists the programs that compare sequences, {@code ProgramSearch} finds them and
 * asks for their version, and {@code NvidiaDriver} looks for a GPU.
 */
@NullMarked
package org.samap.cli.doctor;

import org.jspecify.annotations.NullMarked;
