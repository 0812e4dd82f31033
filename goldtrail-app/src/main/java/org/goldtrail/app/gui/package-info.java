/** The command that starts the page. */
package org.goldtrail.app.gui;
