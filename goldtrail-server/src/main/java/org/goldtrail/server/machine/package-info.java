/** The machine and the program the page runs on. */
package org.goldtrail.server.machine;
