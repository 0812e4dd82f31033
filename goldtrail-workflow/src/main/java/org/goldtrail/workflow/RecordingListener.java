package org.goldtrail.workflow;

/** Passes all on, and puts warnings into the record of the run as well. */
record RecordingListener(RunListener listener, RunRecord record) implements RunListener {
    @Override
    public void step(String area, String step, double runFractionBefore) {
        listener.step(area, step, runFractionBefore);
    }

    @Override
    public void progress(double runFraction) {
        listener.progress(runFraction);
    }

    @Override
    public void message(String line) {
        listener.message(line);
    }

    @Override
    public void warning(String sentence) {
        record.warning(sentence);
        listener.warning(sentence);
    }

    @Override
    public boolean isCancelled() {
        return listener.isCancelled();
    }
}
