/** A workflow's alignment on its way to other programs, and theirs on the way into a workflow. */
@org.jspecify.annotations.NullMarked
package org.goldtrail.workflow.exchange;
