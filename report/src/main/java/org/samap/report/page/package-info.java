/**
 * Makes {@code report.html}: {@link org.samap.report.page.ReportPage} writes the built page of the
 * resources and, as compressed blocks of text between its elements, what {@code data} read. The
 * page takes nothing from the network.
 */
@NullMarked
package org.samap.report.page;

import org.jspecify.annotations.NullMarked;
