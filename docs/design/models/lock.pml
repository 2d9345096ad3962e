/*
 * RobustLock and ProcessTable, step by step: README.md maps the labels to the code.
 *
 * A process is one attachment with one thread. It may be killed before any step that touches shared memory or the
 * kernel's byte locks, while the budget of deaths lasts; the kernel drops its bytes in the same instant, because a
 * process that no longer runs but still has its bytes cannot be told from a slow one. A killed process comes back as a
 * new one and joins again. What a process looks at and what it then does are separate steps, always.
 *
 * Sizes, set by ./check: N processes, S slots (at most 3), DEATHS, LEAVES, ROUNDS of operations a process makes (0: for
 * ever). UNBOUNDED takes the time-out from sleeping; TIMED lets some have a deadline all the same; DAMAGED begins after a
 * death. The remaining switches, all named BROKEN_..., spoil the protocol.
 */
#ifndef N
#define N 2
#endif
#ifndef S
#define S N
#endif
#ifndef DEATHS
#define DEATHS 1
#endif
#ifndef LEAVES
#define LEAVES 0
#endif
#ifndef ROUNDS
#define ROUNDS 0
#endif

/* The lock word: owner token (slot: 2 bits, generation: 3 bits), INCONSISTENT, WAITERS. */
#define INCONSISTENT 32
#define WAITERS 64
#define ownerOf(x) ((x) & 31)
#define slotOf(x) ((x) & 3)
#define generationOf(x) (ownerOf(x) >> 2)
#define tokenOf(slot, generation) ((generation) << 2 | (slot))

byte word;

/* The process table. byteLock is the kernel's: 0, or who has the byte. */
byte generation[S + 1];
bit attached[S + 1];
byte byteLock[S + 1];

/* What no process can see: for the assertions. */
byte holder;   /* the live process between acquiring and U1, 0 if there is none */
bool damaged;  /* one died as holder, and no repair has returned since */
byte deaths;
byte leaves;
byte finished;

#ifdef UNBOUNDED
byte sleeping; /* bit i: process i sleeps on the word */
#endif

#define kept (slept -> WAITERS : seen & WAITERS)

/* Damage is always known to who meets the word: a dead owner in it, or INCONSISTENT. */
#define CHECK assert(!damaged || (word & INCONSISTENT) != 0 || (ownerOf(word) != 0 && holder == 0))

#define DIES :: atomic { deaths < DEATHS -> die(); goto dead }

inline forget() {
    seen = 0; slept = 0; op = 0; slot = 0; again = 0; fresh = 0;
}

inline die() {
    d_step {
        deaths++;
        if
        :: holder == me -> holder = 0; damaged = true
        :: else
        fi;
        slot = 1;
        do
        :: slot <= S ->
            if
            :: byteLock[slot] == me -> byteLock[slot] = 0
            :: else
            fi;
            slot++
        :: else -> break
        od;
#ifdef UNBOUNDED
        sleeping = sleeping & ~(1 << me);
#endif
        token = 0;
        forget();
        CHECK
    }
}

inline entered() {
    assert(holder == 0); /* mutual exclusion */
    holder = me;
    CHECK
}

inline wakeOne() {
#ifdef UNBOUNDED
    if
    :: sleeping & 2 -> sleeping = sleeping & ~2
    :: sleeping & 4 -> sleeping = sleeping & ~4
    :: sleeping & 8 -> sleeping = sleeping & ~8
    :: sleeping == 0
    fi
#else
    skip
#endif
}

inline wakeAll() {
#ifdef UNBOUNDED
    sleeping = 0
#else
    skip
#endif
}

mtype = { LOCK, TRY, RECOVER }

#ifdef UNBOUNDED
#define GIVE_UP goto giveUp
#else
#define GIVE_UP goto idle /* a wake-up is no more than a time-out that comes early */
#endif

proctype Process(byte me) {
    byte token = tokenOf(me, 1), seen, slot, op;
    bit slept, again, fresh;
#if ROUNDS > 0
    byte rounds;
#endif

idle:
end_idle:
    atomic {
        forget();
#if ROUNDS > 0
        if
        :: rounds == ROUNDS -> goto finish
        :: else -> rounds++
        fi;
#endif
        if
        :: op = LOCK; goto L1
#ifndef ONLY_LOCK
        :: op = TRY; goto L1
        :: op = RECOVER; goto look
        :: leaves < LEAVES -> leaves++; goto leave
#endif
        fi
    }

L1: if
    :: atomic { word == 0 -> word = token; assert(!damaged); entered(); op = 0; goto critical }
    :: word != 0
    DIES
    fi;

look:
    if
    :: atomic {
        seen = word;
        again = 0;
        if
        :: ownerOf(seen) != 0 ->
            if
            :: op == RECOVER -> goto D1
            :: op == TRY -> goto D1   /* the deadline has come, and it may probe */
            :: op == TRY -> GIVE_UP   /* the deadline has come */
#ifdef TIMED
            :: op == TRY -> goto L2   /* it has not */
#endif
            :: op == LOCK -> goto L2
            fi
        :: else ->
            if
            :: (seen & INCONSISTENT) == 0 ->
                if
                :: op == RECOVER -> goto idle
                :: else -> goto L6
                fi
            :: else ->
                assert(damaged); /* nobody is told of a death that was none */
                if
#ifndef ALL_REPAIR
                :: op != RECOVER -> GIVE_UP /* has no repair: is told, holds nothing */
#endif
                :: op == RECOVER -> slept = 1; goto L7
                :: op != RECOVER -> goto L7
                fi
            fi
        fi
       }
    DIES
    fi;

L6: if
    :: atomic {
        word == seen ->
#ifdef BROKEN_DROPS_WAITERS
        word = token;
#else
        word = token | kept;
#endif
        assert(!damaged);
        entered();
        seen = 0; slept = 0; op = 0;
        goto critical
       }
    :: atomic { word != seen -> seen = 0; goto look }
    DIES
    fi;

L7: if
    :: atomic {
        word == seen ->
#ifdef BROKEN_CONSISTENT_BEFORE_REPAIR
        word = token | kept;
        holder = me;
#else
        word = token | INCONSISTENT | kept;
        entered();
#endif
        seen = 0; slept = 0;
        goto L8
       }
    :: atomic { word != seen -> seen = 0; goto look }
    DIES
    fi;

L8: if
    :: atomic { damaged = false; CHECK } /* the repair has returned */
    :: atomic { seen = token; goto U1 }  /* it failed: released as it is */
    DIES
    fi;
L8look:
    if
    :: atomic { seen = word; assert(ownerOf(seen) == token) }
    DIES
    fi;
    if
    :: atomic {
        word == seen -> word = seen & ~INCONSISTENT; seen = 0; CHECK;
        if
        :: op == RECOVER -> seen = token; goto U1
        :: else -> goto critical
        fi
       }
    :: word != seen -> goto L8look
    DIES
    fi;

critical:
    if
    :: atomic {
        assert(holder == me && ownerOf(word) == token && !damaged);
        seen = token; /* the first guess: no flags */
        goto U1
       }
    DIES
    fi;

U1: if
    :: atomic {
#ifdef BROKEN_UNLOCK_STORES
        true -> word = 0;
#else
        word == seen ->
#ifdef BROKEN_UNLOCK_CLEARS
        word = 0;
#else
        word = seen & INCONSISTENT;
#endif
#endif
        holder = 0;
        CHECK;
#ifdef UNBOUNDED
        if
        :: (seen & WAITERS) != 0 -> goto U2
        :: else -> goto idle
        fi
#else
        goto idle /* a wake-up is no more than a time-out that comes early */
#endif
       }
#ifndef BROKEN_UNLOCK_STORES
    :: atomic { word != seen -> seen = word; assert(ownerOf(seen) == token); goto U1 }
#endif
    DIES
    fi;

#ifdef UNBOUNDED
U2: if
#ifdef BROKEN_NO_WAKE
    :: goto idle
#else
    :: atomic { wakeOne(); goto idle }
#endif
    DIES
    fi;
#endif

L2: if
    :: (seen & WAITERS) != 0
    :: atomic { (seen & WAITERS) == 0 && word == seen -> word = seen | WAITERS; seen = word; CHECK }
    :: atomic { (seen & WAITERS) == 0 && word != seen -> seen = 0; goto look }
    DIES
    fi;

L3: slept = 1;
#ifdef UNBOUNDED
    if
    :: atomic { word == seen -> sleeping = sleeping | (1 << me) } /* the kernel compares and queues in one */
    :: atomic { word != seen -> seen = 0; goto look }
    DIES
    fi;
    if
    :: (sleeping & (1 << me)) == 0
#ifdef TIMED
    :: atomic { op == TRY -> sleeping = sleeping & ~(1 << me) } /* its deadline comes */
#endif
    DIES
    fi;
#endif

L4: if
    :: word == seen -> goto D1
    :: atomic { word != seen -> seen = 0; goto look }
    DIES
    fi;

    /* ifDead. With again, the second of two: see BROKEN_PROVES_TWICE. */
D1: if
    :: atomic {
        generation[slotOf(seen)] != generationOf(seen) || slotOf(seen) == slotOf(token) -> goto D3
       }
    :: generation[slotOf(seen)] == generationOf(seen) && slotOf(seen) != slotOf(token)
    DIES
    fi;
D2: if
    :: atomic { byteLock[slotOf(seen)] == 0 -> byteLock[slotOf(seen)] = me }
    :: atomic {
        byteLock[slotOf(seen)] != 0 ->
#ifdef BROKEN_STEALS
        skip
#else
        if
        :: op == LOCK || again -> seen = 0; goto look
#ifdef EXACT_RECOVER
        :: op == RECOVER && !again -> assert(holder != 0 || word != seen); goto idle
        :: op == TRY && !again -> goto idle
#else
        :: op != LOCK && !again -> GIVE_UP
#endif
        fi
#endif
       }
    DIES
    fi;
D3: if
#ifdef BROKEN_PROVES_TWICE
    :: !again
    :: atomic {
        again ->
#else
    :: atomic {
#endif
#ifdef BROKEN_FREES_BLINDLY
        if
        :: true ->
#else
        if
        :: word == seen ->
#endif
            assert(holder == 0); /* never stolen from the living */
#ifdef BROKEN_FORGETS_DEATH
            word = WAITERS;
#else
            word = INCONSISTENT | WAITERS;
#endif
            CHECK
        :: else
        fi
       }
    DIES
    fi;
D4: if
    :: d_step {
        if
        :: byteLock[slotOf(seen)] == me && slotOf(seen) != slotOf(token) -> byteLock[slotOf(seen)] = 0
        :: else
        fi
       }
    DIES
    fi;
#ifdef BROKEN_PROVES_TWICE
    if
    :: !again -> again = 1; goto D1
    :: else
    fi;
#endif
#ifdef UNBOUNDED
    if
    :: atomic { wakeAll(); seen = 0; goto look }
    DIES
    fi;
#else
    atomic { seen = 0; goto look };
#endif

#ifdef UNBOUNDED
giveUp:
    if
#ifdef BROKEN_KEEPS_WAKE_UP
    :: goto idle
#else
    :: atomic { slept && (seen & WAITERS) == 0 -> wakeOne(); goto idle }
    :: !slept || (seen & WAITERS) != 0 -> goto idle
#endif
    DIES
    fi;
#endif

leave:
    if
    :: d_step { assert(byteLock[slotOf(token)] == me); attached[slotOf(token)] = 0 }
    DIES
    fi;
    if
    :: d_step { byteLock[slotOf(token)] = 0; token = 0 }
    DIES
    fi;

dead: /* a new process takes its place */
    atomic {
        forget();
        slot = 1;
#ifdef FOUND
        goto F0;
#else
        goto J1;
#endif
    }

#ifdef FOUND
F0: /* joinFound: is any byte locked? fresh: none was */
    if
    :: atomic { byteLock[slot] != 0 -> slot = 1; goto J1 }
    :: atomic { byteLock[slot] == 0 -> slot++; if :: slot > S -> slot = 1; fresh = 1; goto J1 :: else -> goto F0 fi }
    fi;
#endif

J1: /* first pass: slots left in order; second (again): slots of the dead */
    if
    :: attached[slot] == again
    :: atomic { attached[slot] != again -> goto J1next }
    fi;
    if
    :: atomic { byteLock[slot] == 0 -> byteLock[slot] = me; goto J3 }
    :: byteLock[slot] != 0
    fi;
J1next:
    atomic {
        slot++;
        if
        :: slot > S ->
#ifdef EXACT_JOIN
            assert(!again); /* with S >= N there is always a slot that nobody has joined in */
#endif
            slot = 1;
            again = !again /* after the second pass: told that the region is full, and comes again */
        :: else
        fi;
        goto J1
    };
J3: if
    :: d_step {
        assert(byteLock[slot] == me);
#ifndef BROKEN_SAME_GENERATION
        generation[slot]++;
#endif
        assert(generation[slot] < 8);
        attached[slot] = 1;
        token = tokenOf(slot, generation[slot]);
        slot = 1;
        again = 0;
        assert(ownerOf(word) != token) /* no word of the dead looks like mine */
       }
    DIES
    fi;
#ifdef FOUND
    if
    :: !fresh -> goto idle
    :: fresh
    fi;
F1: /* freeSlotsOfTheDead */
    if
    :: atomic { attached[slot] == 0 || slot == slotOf(token) -> goto F1next }
    :: attached[slot] != 0 && slot != slotOf(token)
    DIES
    fi;
    if
    :: atomic { byteLock[slot] == 0 -> byteLock[slot] = me }
    :: byteLock[slot] != 0 -> goto F1next
    DIES
    fi;
    if
    :: d_step { assert(byteLock[slot] == me); attached[slot] = 0 }
    DIES
    fi;
    if
    :: d_step { byteLock[slot] = 0 }
    DIES
    fi;
F1next:
    atomic {
        slot++;
        if
        :: slot > S -> goto idle
        :: else -> goto F1
        fi
    };
#else
    goto idle;
#endif

finish:
    finished++
}

init { /* the first of them have joined */
    atomic {
#ifdef DAMAGED
        word = INCONSISTENT;
        damaged = true;
#endif
        byte i = 1;
        do
        :: i <= N -> generation[i] = 1; attached[i] = 1; byteLock[i] = i; run Process(i); i++
        :: else -> break
        od
    }
}

#ifdef LIVENESS
ltl everybodyFinishes { <> (finished == N) }
#endif
