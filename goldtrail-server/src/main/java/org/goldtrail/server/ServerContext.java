package org.goldtrail.server;

import org.goldtrail.server.live.Events;
import org.goldtrail.server.project.RecentWorkflows;
import org.goldtrail.server.security.Access;
import org.goldtrail.server.security.Roots;
import org.goldtrail.server.workflows.OpenWorkflows;
import org.goldtrail.server.workflows.RunningJobs;

/**
 * What the parts of the interface share.
 *
 * @param access who may ask
 * @param roots what may be seen
 * @param workflows those that are open
 * @param recent those that were opened last
 * @param jobs their runs
 * @param events what pages are told
 * @param host the program the server is part of
 */
public record ServerContext(
        Access access,
        Roots roots,
        OpenWorkflows workflows,
        RecentWorkflows recent,
        RunningJobs jobs,
        Events events,
        HostProgram host) {
    /** A new one for a server. */
    static ServerContext of(ServerOptions options) {
        Roots roots = new Roots(options.roots());
        RunningJobs jobs = new RunningJobs();
        RecentWorkflows recent = new RecentWorkflows(options.userFolder().map(f -> f.resolve("recent.txt")));
        OpenWorkflows workflows = new OpenWorkflows(roots, recent::all);
        return new ServerContext(
                new Access(options.address()),
                roots,
                workflows,
                recent,
                jobs,
                new Events(workflows, jobs, recent),
                options.host());
    }
}
