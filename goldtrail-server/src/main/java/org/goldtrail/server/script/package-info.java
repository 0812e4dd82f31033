/** What was done on the page, as commands and as lines of Java. */
package org.goldtrail.server.script;
