/** Who may ask for what: tokens, origins, allowed folders. */
package org.goldtrail.server.security;
