/** How things look on a console: colours, tables, figures and sizes in words. */
package org.goldtrail.app.console;
