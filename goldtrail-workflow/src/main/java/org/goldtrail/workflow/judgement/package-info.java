/** What a result is worth: whether gold was tracked at all, and the verdict. */
package org.goldtrail.workflow.judgement;
