package org.goldtrail.phantom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;

/** Simulates tilt series whose truth is known. */
public final class Phantom {
    private Phantom() {}

    /**
     * Writes a simulated series into a folder: {@code <name>.st} (MRC, 16 bit), {@code <name>.rawtlt}, where wanted
     * {@code <name>.st.mdoc}, and {@code truth/truth.json}, {@code truth/ideal.xf}, {@code truth/ideal.tlt}. The same
     * parameters and seed give the same files, whatever the number of threads.
     *
     * @param parameters what to simulate
     * @param seed of all that is random
     * @param folder made if it does not exist
     * @param progress told the part of the views that is done
     * @return the truth
     * @throws GoldtrailException if the folder cannot be written
     */
    public static Truth simulate(PhantomParameters parameters, long seed, Path folder, Progress progress) {
        return simulate(parameters, seed, folder, progress, WorkerPool.shared());
    }

    /** As {@link #simulate(PhantomParameters, long, Path, Progress)}, on a pool of one's own. */
    public static Truth simulate(
            PhantomParameters parameters, long seed, Path folder, Progress progress, WorkerPool pool) {
        List<ViewPlan> views = TiltPlan.draw(parameters, seed);
        Specimen specimen = SpecimenBuilder.build(parameters, seed);
        ViewRenderer renderer = new ViewRenderer(parameters, specimen, seed);
        String name = parameters.name();
        try {
            Files.createDirectories(folder);
            try (Int16Stack stack = new Int16Stack(
                    folder.resolve(name + ".st"),
                    parameters.field().width(),
                    parameters.field().height(),
                    views.size(),
                    parameters.field().pixelSizeAngstrom(),
                    "Goldtrail: simulated tilt series " + name + ", seed " + seed)) {
                pool.forEach(views.size(), progress, i -> stack.write(i, renderer.render(views.get(i))));
                StringBuilder angles = new StringBuilder();
                for (ViewPlan view : views) {
                    angles.append(String.format(Locale.ROOT, "%7.2f\n", view.nominalDeg()));
                }
                AtomicFile.writeText(folder.resolve(name + ".rawtlt"), angles.toString());
                if (parameters.output().mdoc() != OutputParameters.Mdoc.NONE) {
                    AtomicFile.writeText(
                            folder.resolve(name + ".st.mdoc"), MdocText.of(parameters, views, stack, seed));
                }
                Truth truth = new TruthBuilder(parameters, specimen, views)
                        .build(seed, stack.means(), MdocText.statedAxis(parameters));
                TruthFiles.write(truth, folder.resolve("truth"));
                stack.finish();
                return truth;
            }
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the simulated series cannot be written (" + AtomicFile.reason(e) + ")",
                    folder.toString(),
                    "choose a folder that can be written and has room",
                    e);
        }
    }
}
