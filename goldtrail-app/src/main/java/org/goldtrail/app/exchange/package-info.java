@org.jspecify.annotations.NullMarked
package org.goldtrail.app.exchange;
