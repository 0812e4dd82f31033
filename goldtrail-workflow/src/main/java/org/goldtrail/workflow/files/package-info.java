/** Reading, writing and recognising the files of a workflow folder. */
package org.goldtrail.workflow.files;
