/** Tests of Harmony against a plain dense twin, and on planted batches. */
package org.samap.core.harmony;
