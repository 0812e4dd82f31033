package org.goldtrail.app;

import java.util.Map;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.goldtrail.GoldtrailException;
import org.goldtrail.task.CancelledException;

/**
 * Runs the shell's code within this process, so that it shares the live workflow; shows its runs and lets Ctrl-C cancel them.
 */
final class ShellExecution extends LocalExecutionControl {
    /** What JShell knows this by. */
    static final String NAME = "goldtrail";

    private ShellExecution() {
        super(ShellExecution.class.getClassLoader());
    }

    /** Makes them; found by JShell through {@code META-INF/services}. */
    public static final class Provider implements ExecutionControlProvider {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
            return new ShellExecution();
        }
    }

    @Override
    public String invoke(String className, String methodName)
            throws RunException, InternalException, EngineTerminationException {
        ShellProgress.SHARED.begin();
        try {
            return super.invoke(className, methodName);
        } catch (UserException e) {
            // These say in one sentence what a person has to know: where in the code it happened does not help.
            throw isForPeople(e.causeExceptionClass())
                    ? new UserException(e.getMessage(), e.causeExceptionClass(), new StackTraceElement[0])
                    : e;
        } finally {
            ShellProgress.SHARED.end();
        }
    }

    static boolean isForPeople(String exceptionClass) {
        try {
            Class<?> type = Class.forName(exceptionClass);
            return GoldtrailException.class.isAssignableFrom(type) || CancelledException.class.isAssignableFrom(type);
        } catch (ClassNotFoundException e) {
            return false; // one that the shell's code has declared itself
        }
    }

    /** The first Ctrl-C cancels a run, which ends in good order; without one, or a second time, the code is stopped. */
    @Override
    public void stop() throws EngineTerminationException, InternalException {
        if (!ShellProgress.SHARED.cancel()) {
            super.stop();
        }
    }
}
