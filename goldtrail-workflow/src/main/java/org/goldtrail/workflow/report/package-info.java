/** What a run was worth, on one page for people and in one file for programs. */
@org.jspecify.annotations.NullMarked
package org.goldtrail.workflow.report;
