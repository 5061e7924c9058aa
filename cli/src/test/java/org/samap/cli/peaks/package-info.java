/** Tests of the commands for peaks. */
package org.samap.cli.peaks;
