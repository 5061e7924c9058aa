/** Tests of the truncated singular value decomposition, against dense ones. */
package org.samap.core.linalg;
