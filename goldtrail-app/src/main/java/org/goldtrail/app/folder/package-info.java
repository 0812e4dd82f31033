/** Commands on a workflow folder. */
package org.goldtrail.app.folder;
