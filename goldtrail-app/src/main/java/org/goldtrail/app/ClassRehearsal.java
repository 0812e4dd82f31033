package org.goldtrail.app;

/**
 * What Java watches once after a build, to keep the classes that it has loaded: a run, and the commands that people wait for.
 * Started by the script {@code goldtrail}.
 */
final class ClassRehearsal {
    /** What the series is worth does not matter here. */
    private static final int QUESTIONABLE = 3;

    private ClassRehearsal() {}

    /**
     * @param arguments a small raw stack, a folder for its workflow, and the directory that holds that
     */
    public static void main(String[] arguments) {
        String stack = arguments[0];
        String folder = arguments[1];
        int run = Main.execute("run", stack, "--out", folder);
        boolean good = run == 0 || run == QUESTIONABLE;
        for (String[] command : new String[][] {
            {"status", folder},
            {"get", folder},
            {"log", folder},
            {"help"},
            {"status", arguments[2]},
            {"set", folder, "peaksPerView=299"},
            {"status", folder, "--json"}
        }) {
            good &= Main.execute(command) == 0;
        }
        System.exit(good ? 0 : 1);
    }
}
