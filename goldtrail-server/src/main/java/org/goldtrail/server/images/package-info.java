/** The images of a workflow as the page looks at them: planes of stacks and volumes, what is drawn over them, pins. */
package org.goldtrail.server.images;
