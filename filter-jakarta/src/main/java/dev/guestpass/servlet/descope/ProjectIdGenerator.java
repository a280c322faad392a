// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import dev.guestpass.key.ProjectId;
import java.security.SecureRandom;

/**
 * A command that prints a new project id, for those who want to choose it before the first start:
 *
 * <pre>{@code java -cp filter-jakarta.jar:filter-core.jar dev.guestpass.servlet.descope.ProjectIdGenerator}</pre>
 *
 * <p>The id is 28 letters and digits, as Descope's Java SDK insists on. It goes into {@code guestpass.project-id} and into
 * every client.
 */
public final class ProjectIdGenerator {

    private ProjectIdGenerator() {}

    /**
     * Prints one id.
     *
     * @param arguments none are looked at
     */
    public static void main(String[] arguments) {
        System.out.println(ProjectId.generate(new SecureRandom()));
    }
}
