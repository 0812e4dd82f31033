/** Folders of workflows: the file browser, making a workflow, the project table, triage and batches. */
package org.goldtrail.server.project;
