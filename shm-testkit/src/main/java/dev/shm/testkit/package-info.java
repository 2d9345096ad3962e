/**
 * What the tests of all modules share: child JVMs, death at a chosen moment, and clean-up checks.
 *
 * <p>Parents use {@link dev.shm.testkit.ChildJvm}, {@link dev.shm.testkit.KillSweep} and
 * {@link dev.shm.testkit.FrozenSweep}; children use {@link dev.shm.testkit.Handshake}, {@link dev.shm.testkit.KillAt}
 * and {@link dev.shm.testkit.SelfKill}. The package knows nothing of shm-core, whose own tests stand on it: what the
 * two agree on are names of system properties.
 */
@NullMarked
package dev.shm.testkit;

import org.jspecify.annotations.NullMarked;
