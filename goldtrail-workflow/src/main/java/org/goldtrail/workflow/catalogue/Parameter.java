package org.goldtrail.workflow.catalogue;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says of a component of a parameter record what people need to know of it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Parameter {
    /** Its name for people, like "bead radius". */
    String label();

    /** What it does and when to change it, one or two sentences a newcomer understands. */
    String help();

    /** Unit of a number, empty for none. */
    String unit() default "";

    /** Smallest value allowed. */
    double min() default Double.NEGATIVE_INFINITY;

    /** Largest value allowed. */
    double max() default Double.POSITIVE_INFINITY;

    /** What the default follows from, where it is no fixed value: "half the bead diameter". */
    String usual() default "";

    Level level() default Level.BASIC;
}
