/** Runs steps in a workflow folder: settings, provenance, states derived from them, versions of the working markers. */
package org.goldtrail.workflow.engine;
