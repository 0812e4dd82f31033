/** Exports to other programs and the report, and whether they tell of the present alignment. */
package org.goldtrail.server.exports;
