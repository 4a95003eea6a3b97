// SPDX-License-Identifier: MIT
// The sixteen lines of the PICs, and where interrupts enter the executive.
#include "exec/irq.h"
#include "arch/x86/api/port.h"
#include "arch/x86/api/trap.h"
#include "exec/scheduler.h"
#include "exec/trap.h"

namespace alcove::exec {
namespace {

struct Line {
    IrqAction* actions = nullptr;
    u32 masks = 1; ///< a line without handlers is masked once
    u32 count = 0;
    u32 unclaimed = 0;
};
Line g_lines[k_irq_lines];
u16 g_mask = 0xFFFB;
u32 g_depth;

constexpr u16 k_pic1 = 0x20, k_pic2 = 0xA0;

void write_mask(u8 line) {
    if (line < 8)
        arch::out8(k_pic1 + 1, static_cast<u8>(g_mask));
    else
        arch::out8(k_pic2 + 1, static_cast<u8>(g_mask >> 8));
}

void end_of_interrupt(u8 line) {
    if (line >= 8) arch::out8(k_pic2, 0x20);
    arch::out8(k_pic1, 0x20);
}

/// Lines 7 and 15 also stand for requests that vanished (8259A data sheet): the in-service bit tells.
bool spurious(u8 line) {
    if (line != 7 && line != 15) return false;
    const u16 pic = line < 8 ? k_pic1 : k_pic2;
    arch::out8(pic, 0x0B);
    if (arch::in8(pic) & 0x80) return false;
    if (line == 15) arch::out8(k_pic1, 0x20);
    return true;
}

void dispatch(u8 line) {
    if (spurious(line)) return;
    Line& l = g_lines[line];
    l.count++;
    // Acknowledge first: a handler that masks the line leaves it masked, one that does not has
    // quietened its device before it returns.
    bool claimed = false;
    for (IrqAction* a = l.actions; a;) {
        IrqAction* next = a->next;
        claimed |= a->handler(line, a->argument);
        a = next;
    }
    if (!claimed) l.unclaimed++;
    end_of_interrupt(line);
}

} // namespace

Result<void> irq_attach(u8 line, IrqAction& action) {
    if (line >= k_irq_lines || line == 2) return Error::invalid;
    IrqGuard guard;
    Line& l = g_lines[line];
    if (l.actions && !(l.actions->shared && action.shared)) return Error::busy;
    IrqAction** end = &l.actions;
    while (*end) end = &(*end)->next;
    action.next = nullptr;
    *end = &action;
    if (l.actions == &action) irq_unmask(line);
    return {};
}

void irq_detach(u8 line, IrqAction& action) {
    IrqGuard guard;
    Line& l = g_lines[line];
    for (IrqAction** a = &l.actions; *a; a = &(*a)->next) {
        if (*a != &action) continue;
        *a = action.next;
        if (!l.actions) irq_mask(line);
        return;
    }
}

void irq_mask(u8 line) {
    IrqGuard guard;
    if (g_lines[line].masks++ == 0) {
        g_mask |= static_cast<u16>(1u << line);
        write_mask(line);
    }
}

void irq_unmask(u8 line) {
    IrqGuard guard;
    if (g_lines[line].masks == 0) return;
    if (--g_lines[line].masks == 0) {
        g_mask &= static_cast<u16>(~(1u << line));
        write_mask(line);
    }
}

u32 irq_count(u8 line) { return g_lines[line].count; }
u32 irq_unclaimed(u8 line) { return g_lines[line].unclaimed; }
bool in_interrupt() { return g_depth != 0; }

namespace {
/// In interrupt context, and not as idle time.
template <typename F>
void run_interrupt(F f) {
    g_depth++;
    if (idle_runs()) idle_interrupted();
    f();
    g_depth--;
}
} // namespace

void irq_run(u8 line) {
    run_interrupt([line] { dispatch(line); });
}
void irq_run_message(void (*handler)()) { run_interrupt(handler); }

} // namespace alcove::exec
