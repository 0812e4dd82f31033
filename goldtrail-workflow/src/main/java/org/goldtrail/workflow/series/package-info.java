/** A raw tilt series as the steps see it. */
package org.goldtrail.workflow.series;
