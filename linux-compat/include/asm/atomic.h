/* SPDX-License-Identifier: MIT
 * Counters that an interrupt can't tear: one instruction is atomic on one processor.
 */
#pragma once
typedef struct {
    volatile int counter;
} atomic_t;

#define ATOMIC_INIT(i) { (i) }
#define atomic_read(v) ((v)->counter)
#define atomic_set(v, i) ((v)->counter = (i))

#define LX_ATOMIC_STEP(name, insn) \
    static inline void atomic_##name(atomic_t *v) { __asm__ __volatile__(insn " %0" : "+m"(v->counter)); }
#define LX_ATOMIC_BY(name, insn) \
    static inline void atomic_##name(int i, atomic_t *v) \
    { \
        __asm__ __volatile__(insn " %1, %0" : "+m"(v->counter) : "ir"(i)); \
    }
#define LX_ATOMIC_TEST(name, insn, condition) \
    static inline int atomic_##name(atomic_t *v) \
    { \
        unsigned char hit; \
        __asm__ __volatile__(insn " %0; set" condition " %1" : "+m"(v->counter), "=qm"(hit) : : "memory"); \
        return hit; \
    }
#define LX_ATOMIC_TEST_BY(name, insn, condition) \
    static inline int atomic_##name(int i, atomic_t *v) \
    { \
        unsigned char hit; \
        __asm__ __volatile__(insn " %2, %0; set" condition " %1" \
                             : "+m"(v->counter), "=qm"(hit) : "ir"(i) : "memory"); \
        return hit; \
    }

LX_ATOMIC_STEP(inc, "incl")
LX_ATOMIC_STEP(dec, "decl")
LX_ATOMIC_BY(add, "addl")
LX_ATOMIC_BY(sub, "subl")
LX_ATOMIC_TEST(inc_and_test, "incl", "e")
LX_ATOMIC_TEST(dec_and_test, "decl", "e")
LX_ATOMIC_TEST_BY(sub_and_test, "subl", "e")
LX_ATOMIC_TEST_BY(add_negative, "addl", "s")

#define atomic_clear_mask(mask, addr) __asm__ __volatile__("andl %1, %0" : "+m"(*(addr)) : "r"(~(mask)))
#define atomic_set_mask(mask, addr) __asm__ __volatile__("orl %1, %0" : "+m"(*(addr)) : "r"(mask))
#define smp_mb__before_atomic_dec() barrier()
#define smp_mb__after_atomic_dec() barrier()
#define smp_mb__before_atomic_inc() barrier()
#define smp_mb__after_atomic_inc() barrier()
