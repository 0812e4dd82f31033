/** The steps of the workflow, one class each, and their catalogue. */
package org.goldtrail.workflow.steps;
