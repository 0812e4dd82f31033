package org.goldtrail.reconstruction;

import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;

/** A small tomogram held in memory, written as a sink and read by sections. */
public final class MemoryVolume implements VolumeSink, ViewSource {
    private final int width;
    private final int height;
    private final float[][] sections;

    public MemoryVolume(int width, int height, int depth) {
        this.width = width;
        this.height = height;
        this.sections = new float[depth][Math.multiplyExact(width, height)];
    }

    @Override
    public void write(int z, int yFrom, int rows, float[] voxels) {
        System.arraycopy(voxels, 0, sections[z], yFrom * width, rows * width);
    }

    public float get(int x, int y, int z) {
        return sections[z][y * width + x];
    }

    @Override
    public int viewCount() {
        return sections.length;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public Image view(int section) {
        return new Image(width, height, sections[section].clone());
    }
}
