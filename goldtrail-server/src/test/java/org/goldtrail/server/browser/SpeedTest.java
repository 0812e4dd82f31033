package org.goldtrail.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.goldtrail.formats.MrcHeader;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcMode;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.image.Image;
import org.goldtrail.workflow.Workflow;

/** What tests of speed have in common: large series at once, numbers from the page, the memory it takes. */
abstract class SpeedTest extends BrowserTest {
    /** The element of a window, as JavaScript. */
    static String window(String name) {
        return "document.querySelector('gt-app').renderRoot.querySelector('gt-" + name + "')";
    }

    /** Numbers that a script gives; {@code %s} in it stands for an element. */
    protected final List<Double> numbers(String element, String script) {
        List<?> numbers = (List<?>) page.evaluate(script.replace("%s", element));
        return numbers.stream().map(number -> ((Number) number).doubleValue()).toList();
    }

    /**
     * Memory of the page.
     *
     * @param heapMb JavaScript objects in use
     * @param residentMb what the largest process of the browser that shows pages holds in RAM, its program included
     */
    record Memory(double heapMb, double residentMb) {
        void assertBelow(double limitMb) {
            assertThat(heapMb).as("JavaScript heap, MB").isLessThan(limitMb);
            assertThat(residentMb).as("resident memory of the page, MB").isLessThan(limitMb);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "heap %.0f MB, resident %.0f MB", heapMb, residentMb);
        }
    }

    protected final Memory memory() {
        CDPSession session = page.context().newCDPSession(page);
        session.send("Performance.enable");
        double heap = Double.NaN;
        for (JsonElement metric : session.send("Performance.getMetrics").getAsJsonArray("metrics")) {
            JsonObject named = metric.getAsJsonObject();
            if (named.get("name").getAsString().equals("JSHeapUsedSize")) {
                heap = named.get("value").getAsDouble() / 1e6;
            }
        }
        double resident = 0;
        CDPSession whole = page.context().browser().newBrowserCDPSession();
        for (JsonElement process : whole.send("SystemInfo.getProcessInfo").getAsJsonArray("processInfo")) {
            JsonObject info = process.getAsJsonObject();
            if (info.get("type").getAsString().equals("renderer")) {
                resident = Math.max(resident, residentMb(info.get("id").getAsLong()));
            }
        }
        return new Memory(heap, resident);
    }

    private static double residentMb(long process) {
        try (var lines = Files.lines(Path.of("/proc/" + process + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024 / 1e6)
                    .sum();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A stack whose views are all alike, made of one view written many times. */
    protected final Path series(String name, int width, int height, int views) throws IOException {
        Path one = temp.resolve("one-" + name + ".mrc");
        MrcLayout layout =
                MrcLayout.stack(width, height, 1).withMode(MrcMode.INT16).withPixelSize(OptionalDouble.of(1.35));
        Random random = new Random(1);
        Image image = new Image(width, height);
        for (int i = 0; i < image.pixels().length; i++) {
            image.pixels()[i] = 500 + random.nextInt(100);
        }
        try (MrcWriter writer = MrcWriter.create(one, layout)) {
            writer.writeSection(0, image);
            writer.commit();
        }
        Path stack = temp.resolve(name + ".st");
        byte[] bytes = Files.readAllBytes(one);
        try (FileChannel out = FileChannel.open(stack, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer header = ByteBuffer.wrap(bytes, 0, MrcHeader.BYTES);
            header.order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(8, views).putInt(36, views);
            header.position(0);
            out.write(header);
            for (int view = 0; view < views; view++) {
                out.write(ByteBuffer.wrap(bytes, MrcHeader.BYTES, bytes.length - MrcHeader.BYTES));
            }
        }
        Files.writeString(
                temp.resolve(name + ".rawtlt"),
                IntStream.range(0, views)
                        .mapToObj(view -> String.format(Locale.ROOT, "%.2f", 120.0 * view / (views - 1) - 60))
                        .collect(Collectors.joining("\n", "", "\n")));
        return Workflow.create(stack, temp.resolve(name + ".goldtrail")).folder();
    }
}
