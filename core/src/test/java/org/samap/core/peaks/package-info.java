/** Tests of peaks as features. */
package org.samap.core.peaks;
