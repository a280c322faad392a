/** Files that hold secrets or decisions: readable by their owner alone, replaced in one step or not at all. */
@NullMarked
package dev.guestpass.file;

import org.jspecify.annotations.NullMarked;
