/** Many series at once: finding them, running a workflow for each, and the table of all. */
package org.goldtrail.workflow.batch;
