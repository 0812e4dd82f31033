/** The page's files and the libraries it uses. */
package org.goldtrail.server.pages;
