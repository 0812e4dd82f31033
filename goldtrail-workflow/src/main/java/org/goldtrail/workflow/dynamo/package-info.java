/** Reads the configuration files of Dynamo's tilt series alignment. */
package org.goldtrail.workflow.dynamo;
