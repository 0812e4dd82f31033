/** The solved geometry of a series: how it is solved, saved, and written for other programs. */
package org.goldtrail.workflow.solution;
