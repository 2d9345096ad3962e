/*
 * EventCount, step by step, with the processors' store buffers: README.md maps the labels to the code.
 *
 * A publisher's P1 goes into its buffer and reaches memory at any later time; its loads are made at once. A
 * compare-and-set and a fence empty the buffer first. What is in the buffer of a publisher that is killed still arrives.
 * Nobody is killed before the last P1, because the sleepers would then wait for what is never published, and rightly.
 *
 * Sizes, set by ./check: P publishers of M messages each, W sleepers, DEATHS. UNBOUNDED takes the time-out from
 * sleeping. Who fences: BARRIER (the sleeper, for everybody), FENCING (the publishers), FALLBACK (a sleeper without
 * a barrier tells them to); none of them is a mistake. The switches named BROKEN_... spoil the protocol.
 */
#ifndef P
#define P 2
#endif
#ifndef M
#define M 1
#endif
#ifndef W
#define W 2
#endif
#ifndef DEATHS
#define DEATHS 0
#endif

#define SLEEPERS 1

byte word;       /* the event count */
byte arrived[P]; /* messages of each publisher that memory has */
byte pending[P]; /* and its buffer */
byte sleeping;   /* bit i: sleeper i is in the kernel */
byte deaths;
byte finished;   /* sleepers that have seen everything */

#ifdef FALLBACK
bit fence = FALLBACK; /* the region's fence word, at the start */
#endif

#define DIES :: deaths < DEATHS && sent == M -> deaths++; goto dead

inline drain(p) {
    arrived[p] = arrived[p] + pending[p];
    pending[p] = 0
}

inline count(into) { /* one load after the other would see no more than this */
    d_step {
        into = 0;
        i = 0;
        do
        :: i < P -> into = into + arrived[i]; i++
        :: else -> i = 0; break
        od
    }
}

proctype Memory() {
end_memory:
    do
    :: atomic { pending[0] > 0 -> pending[0]--; arrived[0]++ }
#if P > 1
    :: atomic { pending[1] > 0 -> pending[1]--; arrived[1]++ }
#endif
    od
}

proctype Publisher(byte me) {
    byte seen, sent;

P1: if
    :: sent == M -> goto dead
    :: d_step { sent < M -> pending[me]++; sent++ }
    fi;
P2:
#ifdef FENCING
    if
    :: d_step { drain(me) }
    DIES
    fi;
#endif
#ifdef FALLBACK
    if
    :: fence != 0 -> d_step { drain(me) }
    :: fence == 0
    DIES
    fi;
#endif
P3: if
    :: (word & SLEEPERS) == 0 -> goto P1
    :: (word & SLEEPERS) != 0
    DIES
    fi;
P4: if
    :: atomic { (word & SLEEPERS) == 0 -> goto P1 }
    :: d_step { (word & SLEEPERS) != 0 -> seen = word }
    DIES
    fi;
    if
    :: d_step {
        drain(me);
        if
#ifdef BROKEN_DOES_NOT_COUNT
        :: word == seen -> word = seen & ~SLEEPERS; seen = 0
#else
        :: word == seen -> word = (seen & ~SLEEPERS) + 2; seen = 0
#endif
        :: else -> seen = 1
        fi
       }
    DIES
    fi;
    if
    :: seen == 1 -> seen = 0; goto P4 /* the compare-and-set failed */
    :: else
    fi;
P5: if
#ifdef BROKEN_WAKES_ONE
    :: atomic {
        if
        :: sleeping & 1 -> sleeping = sleeping & ~1
        :: sleeping & 2 -> sleeping = sleeping & ~2
        :: sleeping == 0
        fi;
        goto P1
       }
#else
    :: atomic { sleeping = 0; goto P1 }
#endif
    DIES
    fi;

dead:
    skip
}

proctype Sleeper(byte me) {
    byte known, look, prepared, i;

    do
    :: count(known);
        if
        :: known == P * M -> break
        :: else
        fi;
#ifdef BROKEN_LOOKS_FIRST
        count(look);
#endif
S1:     do
        :: atomic { (word & SLEEPERS) != 0 -> prepared = word; break }
        :: d_step { (word & SLEEPERS) == 0 -> prepared = word };
            if
            :: atomic { word == prepared -> word = prepared | SLEEPERS; prepared = word; break }
            :: word != prepared
            fi
        od;
S2:
#ifdef BARRIER
        do /* one processor after the other */
        :: i < P -> d_step { drain(i); i++ }
        :: else -> i = 0; break
        od;
#endif
#ifdef FALLBACK
        fence = 1;
#endif
#ifndef BROKEN_LOOKS_FIRST
S3:     count(look);
#endif
        if
        :: look == known ->
S4:         if
            :: atomic { word == prepared -> sleeping = sleeping | (1 << me) }
            :: word != prepared
            fi;
            if
            :: (sleeping & (1 << me)) == 0
#ifndef UNBOUNDED
            :: atomic { (sleeping & (1 << me)) != 0 -> sleeping = sleeping & ~(1 << me) }
#endif
            fi
        :: else
        fi
    od;
    finished++
}

init {
    atomic {
        byte n = 0;
        run Memory();
        do
        :: n < P -> run Publisher(n); n++
        :: else -> n = 0; break
        od;
        do
        :: n < W -> run Sleeper(n); n++
        :: else -> break
        od
    }
}

#ifdef LIVENESS
ltl everybodySees { <> (finished == W) }
#endif
