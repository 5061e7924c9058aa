/** Tests of the commands for peaks and annotations. */
package org.samap.cli.features;
