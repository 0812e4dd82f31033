/** Lengths, views and other things as people write and read them. */
package org.goldtrail.workflow.units;
