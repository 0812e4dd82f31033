package org.goldtrail.server.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.goldtrail.server.images.TestImages.value;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import org.goldtrail.formats.MrcMode;
import org.goldtrail.server.GoldtrailServer;
import org.goldtrail.server.ServerOptions;
import org.goldtrail.server.images.TestImages.Answer;
import org.goldtrail.workflow.Workflow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The planes that the page shows hold the numbers of the file, at the places where they belong. */
class ImageApiTest {
    private static final int WIDTH = 37;
    private static final int HEIGHT = 26;
    private static final int VIEWS = 5;

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private GoldtrailServer server;
    private String images;

    @BeforeEach
    void start() throws Exception {
        Path stack = folder.resolve("S.st");
        TestImages.write(stack, WIDTH, HEIGHT, VIEWS, MrcMode.FLOAT32, false);
        // In the order of exposure: 0, 3, -3, 6, -6.
        Files.writeString(folder.resolve("S.rawtlt"), "0\n3\n-3\n6\n-6\n");
        Workflow workflow = Workflow.create(stack, folder.resolve("S.goldtrail"));
        TestImages.write(workflow.folder().resolve("v.mrc"), 21, 16, 11, MrcMode.FLOAT32, true);
        server = GoldtrailServer.start(ServerOptions.of(folder));
        images = "/api/workflows/" + server.context().workflows().open(workflow.folder()) + "/images/";
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    private Answer get(String query, String... headers) throws Exception {
        return TestImages.get(client, server, images + query, headers);
    }

    @Test
    void theRawStackIsDescribed() throws Exception {
        var info = get("info?item=rawStack").json();
        assertThat(info.path("kind").asString()).isEqualTo("views");
        assertThat(info.path("width").asInt()).isEqualTo(WIDTH);
        assertThat(info.path("height").asInt()).isEqualTo(HEIGHT);
        assertThat(info.path("sections").asInt()).isEqualTo(VIEWS);
        assertThat(info.path("pixelSizeAngstrom").asDouble()).isCloseTo(2.5, within(1e-6));
        assertThat(info.path("order").toString()).as("by tilt angle").isEqualTo("[4,2,0,1,3]");
        assertThat(info.path("tiltsDeg").get(4).asDouble()).isEqualTo(-6);
        assertThat(info.path("files").get(0).path("item").asString()).isEqualTo("rawStack");
    }

    @Test
    void pixelsComeThroughUnchanged() throws Exception {
        Answer view = get("plane?item=rawStack&at=3");
        assertThat(view.width()).isEqualTo(WIDTH);
        assertThat(view.height()).isEqualTo(HEIGHT);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertThat(view.get(x, y)).isEqualTo(value(x, y, 3));
            }
        }
    }

    @Test
    void eightBitsAreWithinHalfAStep() throws Exception {
        Answer view = get("plane?item=rawStack&at=1&bits=8");
        double step = view.header().path("scale").asDouble();
        assertThat(step).isCloseTo((value(WIDTH - 1, HEIGHT - 1, 0)) / 254.0, within(1e-6));
        assertThat(view.get(20, 11)).isCloseTo(value(20, 11, 1), within(0.51 * step));
    }

    /** A binned pixel is the mean of its block, so that it holds the value of the place where it lies: b p + (b-1)/2. */
    @Test
    void binnedPixelsLieWhereTheConventionSays() throws Exception {
        for (int b : new int[] {2, 3, 4}) {
            Answer view = get("plane?item=rawStack&at=2&bin=" + b);
            assertThat(view.width()).isEqualTo(WIDTH / b);
            assertThat(view.height()).isEqualTo(HEIGHT / b);
            for (int[] p : new int[][] {{0, 0}, {4, 3}, {WIDTH / b - 1, HEIGHT / b - 1}}) {
                double rawX = b * p[0] + (b - 1) / 2.0;
                double rawY = b * p[1] + (b - 1) / 2.0;
                assertThat(view.get(p[0], p[1])).isCloseTo(rawX + 100 * rawY + 20_000, within(0.03));
            }
        }
    }

    @Test
    void tilesFitIntoTheWhole() throws Exception {
        Answer whole = get("plane?item=rawStack&at=0&bin=2");
        Answer tile = get("plane?item=rawStack&at=0&bin=2&tile=15,9,10,10");
        assertThat(tile.width()).as("cut at the border").isEqualTo(3);
        assertThat(tile.height()).isEqualTo(4);
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 3; x++) {
                assertThat(tile.get(x, y)).isCloseTo(whole.get(15 + x, 9 + y), within(0.05));
            }
        }
    }

    @Test
    void planesOfAVolume() throws Exception {
        Answer xz = get("plane?file=v.mrc&plane=xz&at=7");
        assertThat(xz.width()).isEqualTo(21);
        assertThat(xz.height()).isEqualTo(11);
        assertThat(xz.get(13, 6)).isCloseTo(value(13, 7, 6), within(2.0));
        Answer yz = get("plane?file=v.mrc&plane=yz&at=5");
        assertThat(yz.width()).isEqualTo(11);
        assertThat(yz.height()).isEqualTo(16);
        assertThat(yz.get(6, 9)).isCloseTo(value(5, 9, 6), within(2.0));
        Answer binned = get("plane?file=v.mrc&plane=yz&at=5&bin=2");
        assertThat(binned.get(2, 3)).isCloseTo(5 + 100 * 6.5 + 10_000 * 4.5, within(2.0));
        Answer binnedXz = get("plane?file=v.mrc&plane=xz&at=5&bin=2");
        assertThat(binnedXz.get(2, 3)).isCloseTo(4.5 + 100 * 5 + 10_000 * 6.5, within(2.0));
    }

    @Test
    void thicknessAveragesSlicesAboutThePlace() throws Exception {
        assertThat(get("plane?file=v.mrc&at=5&thickness=3").get(2, 2)).isCloseTo(value(2, 2, 5), within(1e-2));
        assertThat(get("plane?file=v.mrc&plane=xz&at=5&thickness=5").get(2, 2)).isCloseTo(value(2, 5, 2), within(2.0));
        assertThat(get("plane?file=v.mrc&plane=yz&at=5&thickness=5").get(2, 2)).isCloseTo(value(5, 2, 2), within(2.0));
        assertThat(get("plane?file=v.mrc&at=0&thickness=3").get(0, 0))
                .as("at the border the slices that there are")
                .isCloseTo(value(0, 0, 1), within(1e-2));
    }

    @Test
    void thicknessOfViewsAveragesNeighboursInTiltAngle() throws Exception {
        // Section 0 is at 0°; its neighbours -3° and 3° are the sections 2 and 1, not -1 and 1.
        assertThat(get("plane?item=rawStack&at=0&thickness=3").get(0, 0)).isCloseTo(10_000, within(1e-2));
        // Section 4 is at -6°, the first: with -3° (2) and 0° (0).
        assertThat(get("plane?item=rawStack&at=4&thickness=3").get(0, 0)).isCloseTo(20_000, within(1e-2));
    }

    @Test
    void theBandIsThatOfTheFilesOwnPixels() throws Exception {
        // A ramp has hardly anything between 0.5 and 0.9 of Nyquist; its mean stays.
        Answer view = get("plane?item=rawStack&at=0&low=0.5&high=0.9");
        double mean = value(WIDTH - 1, HEIGHT - 1, 0) / 2;
        assertThat(view.get(18, 13)).isCloseTo(mean, within(30.0));
        // Binned by 2, all structures finer than Nyquist / 2 are gone already: nothing is left of that band.
        Answer binned = get("plane?item=rawStack&at=0&bin=2&low=0.3");
        assertThat(binned.header().path("sd").asDouble()).isLessThan(60);
        Answer same = get("plane?item=rawStack&at=0&bin=2&high=0.99");
        assertThat(same.get(5, 5))
                .isCloseTo(get("plane?item=rawStack&at=0&bin=2").get(5, 5), within(1e-6));
    }

    @Test
    void anAnswerIsKeptAsLongAsTheFileIsTheSame() throws Exception {
        String stamp = get("info?item=rawStack").json().path("stamp").asString();
        Answer first = get("plane?item=rawStack&at=0&v=" + stamp);
        assertThat(first.response().headers().firstValue("Cache-Control").orElseThrow())
                .contains("immutable");
        String tag = first.response().headers().firstValue("ETag").orElseThrow();
        assertThat(get("plane?item=rawStack&at=0", "If-None-Match", tag).status())
                .isEqualTo(304);
        assertThat(get("plane?item=rawStack&at=1", "If-None-Match", tag).status())
                .isEqualTo(200);
        TestImages.write(folder.resolve("S.goldtrail/v.mrc"), 9, 8, 7, MrcMode.INT16, true);
        assertThat(get("plane?file=v.mrc&at=2").width()).as("written anew").isEqualTo(9);
    }

    @Test
    void whatMakesNoSenseIsSaidInASentence() throws Exception {
        for (String query : new String[] {
            "plane?item=rawStack&at=5",
            "plane?item=rawStack&bin=0",
            "plane?item=rawStack&bin=100",
            "plane?item=rawStack&low=0.5&high=0.2",
            "plane?item=rawStack&plane=ab",
            "plane?item=rawStack&tile=1,2",
            "plane?item=rawStack&thickness=x",
            "info?item=noSuchThing",
            "info?item=alignedStack",
            "info?file=nothing.mrc",
            "info?file=../../../etc/passwd",
            "overlay?item=rawStack&kind=peaks",
            "overlay?item=rawStack&kind=something"
        }) {
            Answer answer = get(query);
            assertThat(answer.status()).as(query).isEqualTo(422);
            assertThat(answer.json().path("error").path("problem").asString())
                    .as(query)
                    .isNotBlank();
        }
    }
}
