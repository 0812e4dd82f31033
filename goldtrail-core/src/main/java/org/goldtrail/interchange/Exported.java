package org.goldtrail.interchange;

import java.nio.file.Path;
import java.util.List;

/**
 * What an export has written.
 *
 * @param files in the order of their importance
 * @param remarks what a person should know of the conversion: signs, hands, what the format cannot hold
 * @param commands to go on with, one line each
 */
public record Exported(List<Path> files, List<String> remarks, List<String> commands) {
    public Exported {
        files = List.copyOf(files);
        remarks = List.copyOf(remarks);
        commands = List.copyOf(commands);
    }
}
