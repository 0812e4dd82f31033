package org.goldtrail.kernel;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the kernels once for this Java virtual machine: the vector version where the module {@code
 * jdk.incubator.vector} is there, otherwise the plain one with one line in the log that says what to do about it.
 *
 * <p>System properties: {@value #CHOICE_PROPERTY} = {@code auto}, {@code plain} or {@code vector}; {@value
 * #BITS_PROPERTY} = 128, 256 or 512 forces the width of the vectors (for tests).
 */
public final class KernelLookup {
    public static final String CHOICE_PROPERTY = "goldtrail.kernels";
    public static final String BITS_PROPERTY = "goldtrail.vectorBits";

    private static final String MODULE = "jdk.incubator.vector";
    private static final Logger LOG = LoggerFactory.getLogger(KernelLookup.class);

    private KernelLookup() {}

    /** Holds the choice, so that it is made on first use and by one thread. */
    private static final class Holder {
        static final Kernels BEST = choose(
                System.getProperty(CHOICE_PROPERTY, "auto"),
                ModuleLayer.boot().findModule(MODULE).isPresent(),
                KernelLookup.class.getClassLoader());
    }

    static Kernels best() {
        return Holder.BEST;
    }

    /**
     * @param choice value of {@value #CHOICE_PROPERTY}
     * @param modulePresent whether the Vector API can be used
     * @param loader where the vector version is loaded from
     * @throws IllegalArgumentException if the choice is none of the three
     */
    static Kernels choose(String choice, boolean modulePresent, ClassLoader loader) {
        switch (choice.toLowerCase(Locale.ROOT)) {
            case "plain" -> {
                return new PlainKernels();
            }
            case "auto", "vector" -> {}
            default ->
                throw new IllegalArgumentException(
                        CHOICE_PROPERTY + " is auto, plain or vector, not \"" + choice + "\"");
        }
        if (!modulePresent) {
            LOG.warn(
                    "Running without the Vector API, more slowly: start Java with --add-modules={} to make use of it.",
                    MODULE);
            return new PlainKernels();
        }
        try {
            return load(loader);
        } catch (ReflectiveOperationException | LinkageError | IllegalArgumentException e) {
            LOG.warn("Running without the Vector API, more slowly: it could not be set up ({}).", e.toString());
            return new PlainKernels();
        }
    }

    private static Kernels load(ClassLoader loader) throws ReflectiveOperationException {
        var constructor = Class.forName(KernelLookup.class.getPackageName() + ".VectorKernels", true, loader)
                .getDeclaredConstructor();
        constructor.setAccessible(true);
        return (Kernels) constructor.newInstance();
    }
}
