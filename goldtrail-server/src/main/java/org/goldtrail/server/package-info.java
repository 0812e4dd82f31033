/** The page's server: HTTP on this machine, for the browser, the shell and scripts. */
package org.goldtrail.server;
