/** Workflows the server knows, and their runs. */
package org.goldtrail.server.workflows;
