/** A batch on a Slurm cluster: array jobs whose tasks run one series each, told of each other by the shared folder alone. */
package org.goldtrail.workflow.batch.slurm;
