package org.goldtrail.workflow.catalogue;

/** For steps that have nothing to set. */
public record NoParameters() {}
