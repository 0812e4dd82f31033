/**
 * Readers and writers of the files of the field: MRC stacks, tilt angles, SerialEM mdoc, IMOD transforms and models,
 * comma-separated tables. Readers answer anything malformed with a {@link org.goldtrail.GoldtrailException}; writers
 * leave a whole file or none.
 */
@NullMarked
package org.goldtrail.formats;

import org.jspecify.annotations.NullMarked;
