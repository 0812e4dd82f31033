package org.goldtrail.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An OME-Zarr volume read by zarrita, a reader that is not ours. Needs node, npm and a registry to fetch zarrita from, so it
 * runs only with {@code -Dgoldtrail.full=true}; {@code -Dgoldtrail.zarrita=FOLDER} names a folder in whose node_modules
 * zarrita lies already.
 */
class OmeZarrOutsiderTest {
    private static final String ZARRITA = "zarrita@0.7.5";
    private static final String SCRIPT = """
            import * as zarr from "zarrita";
            import { FileSystemStore } from "@zarrita/storage";
            const root = zarr.root(new FileSystemStore(process.argv[2]));
            const group = await zarr.open(root, { kind: "group" });
            const scales = group.attrs.ome.multiscales[0];
            console.log(group.attrs.ome.version, scales.axes.map((a) => a.name + ":" + a.unit).join(","));
            for (const level of scales.datasets) {
              const array = await zarr.open(root.resolve(level.path), { kind: "array" });
              const { data, shape } = await zarr.get(array);
              const [nz, ny, nx] = shape;
              const last = data[nz * ny * nx - 1];
              const t = level.coordinateTransformations;
              console.log(shape.join("x"), array.dtype, data[0], data[(2 * ny + 3) * nx + 4], last, t[0].scale[0],
                t[1].translation[2]);
            }
            """;

    @TempDir
    Path folder;

    @Test
    void zarritaReadsAllLevels() throws Exception {
        Path modules = modules();
        Path target = folder.resolve("volume.zarr");
        int width = 130;
        int height = 90;
        int depth = 70;
        try (OmeZarrWriter writer =
                OmeZarrWriter.create(target, width, height, depth, OptionalDouble.of(5.4), "volume")) {
            for (int z = 0; z < depth; z++) {
                float[] section = new float[width * height];
                for (int i = 0; i < section.length; i++) {
                    section[i] = 100 * z + i / width + 0.5f * (i % width);
                }
                writer.writeRows(z, 0, height, section);
            }
            writer.commit();
        }
        Path script = Files.writeString(modules.resolve("read.mjs"), SCRIPT);
        String[] lines = run(modules, List.of("node", script.toString(), target.toString()))
                .strip()
                .split("\n", -1);
        assertThat(lines)
                .containsExactly(
                        "0.5 z:angstrom,y:angstrom,x:angstrom",
                        // (z, y, x) = (2, 3, 4): 200 + 3 + 2; the last voxel: 6900 + 89 + 64.5
                        "70x90x130 float32 0 205 7053.5 5.4 0",
                        // means of 2 x 2 x 2: 50 + 0.5 + 0.25; (4.5, 6.5, 8.5); (68.5, 88.5, 128.5)
                        "35x45x65 float32 50.75 460.75 7002.75 10.8 2.7",
                        // means of 4 x 4 x 4, at the odd ends of those voxels that are there
                        "18x23x33 float32 152.25 972.25 7002.75 21.6 8.100000000000001");
    }

    private Path modules() throws IOException, InterruptedException {
        String given = System.getProperty("goldtrail.zarrita", "");
        if (!given.isEmpty()) {
            return Path.of(given);
        }
        assumeTrue(
                Boolean.getBoolean("goldtrail.full"),
                "zarrita is fetched from npm only with -Dgoldtrail.full=true; or name a folder with -Dgoldtrail.zarrita");
        assumeTrue(isThere("node") && isThere("npm"), "node and npm are not installed");
        Path modules = Files.createDirectory(folder.resolve("modules"));
        Process fetch = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", ZARRITA)
                .directory(modules.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("npm.log").toFile())
                .start();
        boolean done = fetch.waitFor(120, TimeUnit.SECONDS);
        if (!done) {
            fetch.destroy();
        }
        assumeTrue(done && fetch.exitValue() == 0, "npm could not fetch " + ZARRITA);
        return modules;
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String run(Path in, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }
}
