// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.key.DerivedSecrets;
import dev.guestpass.key.KeyStatus;
import dev.guestpass.key.LiveKeyRing;
import java.time.InstantSource;
import java.util.List;

/** The keys of a deployment, as far as others than tokens have to do with them. Safe for use by several threads. */
public final class SessionKeys {

    private final LiveKeyRing keys;
    private final String projectId;
    private final InstantSource clock;
    private final SigningQueue queue;
    private final NodeClock nodeClock;

    SessionKeys(LiveKeyRing keys, String projectId, InstantSource clock, SigningQueue queue, NodeClock nodeClock) {
        this.keys = keys;
        this.projectId = projectId;
        this.clock = clock;
        this.queue = queue;
        this.nodeClock = nodeClock;
    }

    /**
     * Returns the id by which clients name this deployment.
     *
     * @return the issuer, or what stands behind the last slash of it
     */
    public String projectId() {
        return projectId;
    }

    /**
     * Tells whether so many wait for a signature that new visitors had better get their sessions with another page, so that
     * those who are known are served meanwhile.
     *
     * @return whether no session should start now
     */
    public boolean isCrowded() {
        return queue.isCrowded();
    }

    /**
     * Lets in somebody whose tokens are to be signed when their page is made, unless more are let in than can be signed for.
     *
     * @return whether they are let in; if they are, and nothing is signed in the end, {@link #giveBack} should be called once
     */
    public boolean tryAdmit() {
        return queue.tryAdmit();
    }

    /** Takes note that nothing is signed for somebody who was let in. Where that is left out, it is forgotten by itself. */
    public void giveBack() {
        queue.giveBack();
    }

    /**
     * Returns the public keys that verify session tokens.
     *
     * @return a JWK set as JSON text
     */
    public String publicJwkSet() {
        return keys.current().publicJwkSet();
    }

    /**
     * Tells what each key is good for, for display.
     *
     * @return one entry a key, without anything secret
     */
    public List<KeyStatus> states() {
        return keys.states();
    }

    /**
     * Loads the keys again, and lets them take their turn if it is time and their source can. To be scheduled every 30
     * seconds or so on a thread that may wait for the source; it costs little while nothing changes. Without it, new keys
     * are loaded only when a token names one, keys that were removed verify on, and nothing rotates. It never throws: what
     * fails is logged, and the keys of before stay in use.
     *
     * <p>Nothing rotates either before this node's clock was compared with the store's, which the {@linkplain
     * AnonymousSessions#maintenance() maintenance} does, or while they differ by more than 5 minutes: by a wrong clock, keys
     * that others verify by would have had their time.
     */
    public void refresh() {
        if (nodeClock.isConfirmed()) {
            keys.refresh();
        } else {
            keys.reloadAlone();
        }
    }

    /**
     * Derives secrets with which to hash and encrypt what is kept in a store. They take their turns with the keys.
     *
     * @param purpose what they are for, in ASCII; another text gives secrets that have nothing to do with these
     * @return the secrets, the same on all nodes
     */
    public DerivedSecrets derivedSecrets(String purpose) {
        return new DerivedSecrets(keys, purpose, clock);
    }
}
