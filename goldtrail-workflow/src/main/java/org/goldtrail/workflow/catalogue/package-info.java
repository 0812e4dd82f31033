/**
 * What a step is: its area, words, parameters, items in and out, tools and views, declared once. The forms of the page, the
 * help of the command line, the configuration file, the messages of validation and the reference chapter of the manual are
 * all made from these declarations.
 */
package org.goldtrail.workflow.catalogue;
