/** What the page is told without asking. */
package org.goldtrail.server.live;
