// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Queue;

/** Keys that a test replaces or breaks, and that are loaded again only when the test lets the background run. */
public final class ReplaceableKeys implements KeySource {

    private final Queue<Runnable> background = new ArrayDeque<>();
    private KeyRing ring;
    private Runnable meanwhile = () -> {};
    private boolean broken;
    private int loads;

    public ReplaceableKeys(KeyRing ring) {
        this.ring = ring;
    }

    public LiveKeyRing live(InstantSource clock) {
        return live(KeyUse.DEFAULT, clock);
    }

    public LiveKeyRing live(KeyUse use, InstantSource clock) {
        return new LiveKeyRing(this, use, clock, background::add);
    }

    /** Reloads are over before whoever asks for one goes on. */
    public LiveKeyRing liveAtOnce(InstantSource clock) {
        return new LiveKeyRing(this, KeyUse.DEFAULT, clock, Runnable::run);
    }

    public ReplaceableKeys replace(KeyRing other) {
        this.ring = other;
        this.broken = false;
        return this;
    }

    public ReplaceableKeys breakDown() {
        this.broken = true;
        return this;
    }

    /** Sets what happens while the source is being asked. */
    public ReplaceableKeys whileLoading(Runnable other) {
        this.meanwhile = other;
        return this;
    }

    @Override
    public KeyRing load() {
        loads++;
        meanwhile.run();
        if (broken) {
            throw new KeySourceException("The keys are broken; mend them", null);
        }
        return ring;
    }

    /** Returns how often the source was asked, the start included. */
    public int loads() {
        return loads;
    }

    /** Returns how many reloads wait for {@link #runBackground()}. */
    public int waiting() {
        return background.size();
    }

    public ReplaceableKeys runBackground() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
        return this;
    }
}
