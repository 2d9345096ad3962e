/**
 * The rings behind the topics: every subscriber sees every message.
 *
 * <p>A slot is a control word and a payload. The word says of which position the slot is (its lap), what became of that
 * position (its state) and who writes there (its owner), so one compare-and-set claims a position and names the
 * claimant. There is no counter that a claimant moves first: the tail is where the words end, and what is stored of it
 * is a hint. A publisher copies a finished message into its claim, so no code of the user runs in between, and a claim
 * that lasts can be taken back by anybody without proof of death: its owner finds out when it publishes, and publishes
 * again at a later position. The slot stays out of use until the owner is done or proven dead.
 */
@NullMarked
package dev.shm.collections.internal.topic;

import org.jspecify.annotations.NullMarked;
