package org.goldtrail.app.guide;

import java.util.Iterator;
import java.util.stream.Stream;
import org.goldtrail.workflow.catalogue.Area;

/** The names of the areas, for completion. */
public final class AreaNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Stream.of(Area.values()).map(Area::id).iterator();
    }
}
