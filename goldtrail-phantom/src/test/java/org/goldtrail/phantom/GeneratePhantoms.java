package org.goldtrail.phantom;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.goldtrail.task.Progress;

/** Not a test: writes presets to a folder, {@code GeneratePhantoms FOLDER SEED [PRESET...]}. */
final class GeneratePhantoms {
    private GeneratePhantoms() {}

    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        long seed = Long.parseLong(args[1]);
        List<PhantomPreset> presets = args.length == 2
                ? List.of(PhantomPreset.values())
                : Arrays.stream(args).skip(2).map(PhantomPreset::of).toList();
        for (PhantomPreset preset : presets) {
            long start = System.nanoTime();
            Phantom.simulate(preset.parameters(), seed, folder.resolve(preset.id()), Progress.SILENT);
            System.out.printf(Locale.ROOT, "%s %.1f s%n", preset.id(), (System.nanoTime() - start) / 1e9);
        }
    }
}
