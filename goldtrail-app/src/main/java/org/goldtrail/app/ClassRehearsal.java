package org.goldtrail.app;

/**
 * What Java watches once after a build, to keep the classes that it has loaded: a run, and the commands that people wait for.
 * Started by the script {@code goldtrail}.
 */
final class Rehearsal {
    /** What the series is worth does not matter here. */
    private static final int QUESTIONABLE = 3;

    private Rehearsal() {}

    /**
     * @param arguments a small raw stack, a folder for its workflow, and the directory that holds that
     */
    public static void main(String[] arguments) {
        String stack = arguments[0];
        String folder = arguments[1];
        int code = Main.execute("run", stack, "--out", folder);
        for (String command : new String[] {"status", "get", "log", "help"}) {
            code = Math.max(code, command.equals("help") ? Main.execute(command) : Main.execute(command, folder));
        }
        code = Math.max(code, Main.execute("status", arguments[2]));
        code = Math.max(code, Main.execute("set", folder, "peaksPerView=299"));
        code = Math.max(code, Main.execute("status", folder, "--json"));
        System.exit(code == QUESTIONABLE ? 0 : code);
    }
}
