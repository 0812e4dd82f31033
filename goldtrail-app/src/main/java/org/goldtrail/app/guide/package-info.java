/** Commands that explain the program: its steps, the machine it runs on, completion, the reference chapter. */
package org.goldtrail.app.guide;
