package org.goldtrail.server;

import io.javalin.config.RoutesConfig;

/** A part of the HTTP interface: it adds its routes, all below {@code /api/}. */
@FunctionalInterface
public interface ApiPart {
    void addTo(RoutesConfig routes);
}
