/**
 * What a finished run shows. {@code data} reads the folder of a run for showing, {@code page} makes
 * one file of it that opens in a browser without a network. Both only read what core's analyses
 * find; the page itself is built from {@code report/src/main/web}.
 */
@NullMarked
package org.samap.report;

import org.jspecify.annotations.NullMarked;
