// SPDX-License-Identifier: MIT
// The six steps: quiesce, unwind, release, decide, restart, resume.
#include "recovery/manager.h"
#include "exec/clock.h"
#include "exec/control.h"
#include "exec/log.h"
#include "exec/trace.h"
#include "nim/upcall.h"
#include "recovery/recovery.h"
#include <new>
#include <stdio.h>

namespace alcove::recovery {
namespace {

constexpr u32 k_unwind_patience_ms = 1000; ///< for threads inside the failed domain to leave
constexpr u32 k_unwind_tries = 5;
constexpr u32 k_start_limit_ms = 20000; ///< for a restart, with all that the driver sleeps and waits
constexpr u32 k_lock_retry_ms = 10;     ///< while a start or stop by request holds the extension

u32 since(u64& mark) {
    const u64 now = exec::now_us();
    const u32 us = static_cast<u32>(now - mark);
    mark = now;
    return us;
}

/// What the driver asked to wait for since its start. A number for people: the domain may have made it up.
u32 delays_of(nim::Extension& e) {
    const nim::Domain* d = e.domain();
    return d && d->shared ? d->shared->delay_usecs : 0;
}

/// The steps, as the trace calls them.
enum class Step : u32 { quiesce, unwind, release, decide, restart, resume };
const char* step_name(u32 n) {
    static constexpr const char* k_names[] = {"quiesce", "unwind", "release", "decide", "restart", "resume"};
    return n < sizeof k_names / sizeof k_names[0] ? k_names[n] : nullptr;
}
/// A step in the trace, for the lifetime of this.
exec::TraceSlice step(Step s, const nim::Extension& e) {
    return {exec::TraceKind::step, exec::trace_domain(e.name()), static_cast<u32>(s), e.generation()};
}

/// Step unwind: false when its threads do not leave.
bool leave(nim::Domain& d) {
    const auto traced = step(Step::unwind, d.extension);
    return d.wait_empty(k_unwind_patience_ms);
}

Manager manager;

} // namespace

void init() {
    if (auto r = manager.start(); !r) exec::log(exec::LogLevel::error, "recovery: no memory for the manager");
}

Result<void> Manager::start() {
    for (u32 i = 0; i < k_threads; i++) {
        auto t = exec::Thread::create("recovery", exec::priority::recovery, thread, this);
        if (!t) return t.error();
    }
    exec::trace_names(exec::TraceKind::step, step_name);
    nim::recovery_hook_register(*this);
    return {};
}

void Manager::thread(void* self) { static_cast<Manager*>(self)->run(); }

// --- which extension is due ------------------------------------------------------------------------------

Manager::Case* Manager::find(const nim::Extension& e) {
    for (Case& c : cases_)
        if (c.extension == &e) return &c;
    return nullptr;
}

void Manager::failed(nim::Domain& domain) {
    exec::IrqGuard guard;
    Case* c = find(domain.extension);
    for (u32 i = 0; !c && i < k_cases; i++) {
        if (cases_[i].extension) continue;
        c = &cases_[i];
        *c = Case{};
        c->extension = &domain.extension;
    }
    if (!c) return exec::log(exec::LogLevel::critical, "recovery: too many failed extensions");
    c->stage = Stage::broken;
    c->due_us = 0;
    work_.wake_one();
}

void Manager::later(Case& c, Stage stage, u32 ms) {
    c.stage = stage;
    c.due_us = exec::now_us() + u64{ms} * 1000;
}

Manager::Case* Manager::next_due() {
    const u64 now = exec::now_us();
    for (Case& c : cases_)
        if (c.extension && (c.stage == Stage::broken || c.stage == Stage::pausing) && c.due_us <= now)
            return &c;
    return nullptr;
}

/// Milliseconds until the next case is due; at least one.
u32 Manager::pause_ms() const {
    const u64 now = exec::now_us();
    u64 us = ~0ull;
    for (const Case& c : cases_)
        if (c.extension && (c.stage == Stage::broken || c.stage == Stage::pausing))
            if (const u64 rest = c.due_us > now ? c.due_us - now : 1; rest < us) us = rest;
    return us == ~0ull ? exec::k_forever : static_cast<u32>(us / 1000 + 1);
}

/// Waits for a case that is due and locks its extension. Waiting for the lock itself could mean waiting
/// until the extension is unloaded and gone, so a taken one is tried again later.
Manager::Case& Manager::take_due() {
    exec::IrqGuard guard; // the case may be forgotten as long as its extension is not locked
    for (;;) {
        Case* c = next_due();
        if (c && c->extension->lock.try_lock()) {
            work_.wake_one(); // it keeps the watch
            return *c;
        }
        if (c)
            later(*c, c->stage, k_lock_retry_ms);
        else
            (void)work_.wait(pause_ms());
    }
}

void Manager::run() {
    for (;;) {
        Case& c = take_due();
        nim::Extension& e = *c.extension;
        if (c.stage == Stage::broken)
            take_down(c);
        else
            bring_up(c);
        e.lock.unlock();
    }
}

// --- steps 1 to 4 ----------------------------------------------------------------------------------------

void Manager::take_down(Case& c) {
    nim::Extension& e = *c.extension;
    nim::Domain* d = e.domain();
    if (!d || d->alive()) { // loading failed and was undone, or somebody has restarted it already
        c.stage = Stage::well;
        return;
    }
    u64 mark = c.failure_us = d->failure.time_us;
    if (!c.stuck) {
        c.record = {};
        c.record.failure_us = c.failure_us;
        c.record.detect_us = d->failure.cause_us ? static_cast<u32>(mark - d->failure.cause_us) : 0;
        e.last_failure = d->failure;
        e.failures++;
    }
    {
        const auto traced = step(Step::quiesce, e);
        d->quiesce();
    }
    c.record.quiesce_us = since(mark);
    if (!leave(*d)) {
        if (!c.stuck) report_failure(c);
        if (++c.stuck == k_unwind_tries) return give_up(c, "its threads do not leave");
        exec::log(exec::LogLevel::warning, "%s: waiting for threads that are still inside", e.name());
        return later(c, Stage::broken, 0);
    }
    c.record.unwind_us = since(mark);
    {
        const auto traced = step(Step::release, e);
        d->explain();
        e.last_failure = d->failure;
        e.discard();
    }
    c.record.release_us = since(mark);
    c.decided_at = mark;
    if (!c.stuck) report_failure(c); // now, as it takes time and the threads had to leave first
    c.stuck = 0;
    decide(c);
}

void Manager::decide(Case& c) {
    const nim::Extension& e = *c.extension;
    const bool asked = e.last_failure.kind == nim::FailureKind::request;
    // One that fails while it comes back has not lived, however long that took.
    const bool came_back = !c.coming_back && c.failure_us > c.restarted_at;
    const u64 lived_us = came_back ? c.failure_us - c.restarted_at : 0;
    if (!asked) c.times.note(c.failure_us);
    const Decision otherwise = c.policy.failed(e.conf(), lived_us, asked);
    const Decision decision = [&] {
        const auto traced = step(Step::decide, e);
        return consult({e, c.times, c.policy.in_a_row(), lived_us, asked}, otherwise);
    }();
    if (decision.verdict == Verdict::instead) return replace(c, decision.instead);
    if (decision.verdict == Verdict::give_up) return give_up(c, "too many failures");
    if (!decision.pause_ms) return bring_up(c);
    exec::log(exec::LogLevel::notice, "%s: restart in %u ms", e.name(),
              static_cast<unsigned>(decision.pause_ms));
    later(c, Stage::pausing, decision.pause_ms);
}

/// Gives it up, and loads another bundle that takes over its interfaces.
void Manager::replace(Case& c, const char* other) {
    nim::Extension& e = *c.extension;
    {
        exec::MutexGuard guard(shadows_lock_);
        for (NetShadow& s : net_shadows_)
            if (s.serves(e)) s.await(other, c.failure_us);
        for (BlockShadow& s : block_shadows_)
            if (s.serves(e)) s.await(other, c.failure_us);
        char_shadows_.for_each([&](CharShadow& s) {
            if (s.serves(e)) s.await(other);
        });
    }
    exec::log(exec::LogLevel::notice, "%s: %s is started instead", e.name(), other);
    char message[256] = "";
    const auto r = exec::extension_manager()->load(other, e.mode(), "", message, sizeof message);
    if (!r) return give_up(c, message[0] ? message : "the other extension does not start");
    c.stage = Stage::given_up;
    destroy_shadows(e); // the other one has fewer interfaces
    exec::JsonLine()
        .field("event", "replaced")
        .field("domain", e.name())
        .field("instead", other)
        .field("total_us", exec::now_us() - c.failure_us);
}

void Manager::give_up(Case& c, const char* reason) {
    nim::Extension& e = *c.extension;
    c.stage = Stage::given_up;
    exec::log(exec::LogLevel::error, "%s: given up: %s", e.name(), reason);
    exec::JsonLine().field("event", "given_up").field("domain", e.name()).field("reason", reason);
    destroy_shadows(e);
}

// --- steps 5 and 6 ---------------------------------------------------------------------------------------

/// A driver that sleeps for ever must not keep its thread, of which there are few.
void Manager::start_takes_too_long(void* extension) {
    nim::Domain* d = static_cast<nim::Extension*>(extension)->domain();
    if (!d || d->native()) return;
    nim::Failure f;
    f.kind = nim::FailureKind::deadline;
    sniprintf(f.detail, sizeof f.detail, "not back %u s after its restart",
              static_cast<unsigned>(k_start_limit_ms / 1000));
    d->fail(f);
    d->wake_everyone();
}

Result<void> Manager::start(nim::Extension& e, char* message, usize size) {
    exec::Timer limit(start_takes_too_long, &e);
    limit.start(exec::ms_to_ticks(k_start_limit_ms));
    const Result<void> r = [&] {
        const auto traced = step(Step::restart, e);
        return e.start(message, size);
    }();
    limit.cancel();
    return r;
}

void Manager::bring_up(Case& c) {
    nim::Extension& e = *c.extension;
    if (e.domain()) { // started by request in the pause
        c.stage = Stage::well;
        c.coming_back = false;
        return;
    }
    u64 mark = c.decided_at;
    c.record.decide_us = since(mark);
    c.stage = Stage::restarting;
    c.resume_us = 0;
    c.coming_back = true;
    e.last_recovery.first_packet_us = 0;
    char message[256];
    auto r = start(e, message, sizeof message);
    if (!r) {
        exec::log(exec::LogLevel::error, "%s: restart: %s", e.name(), message);
        if (e.domain()) return later(c, Stage::broken, 0); // it failed in its init
        c.failure_us = c.decided_at = exec::now_us();
        return decide(c);
    }
    if (!e.domain()->alive()) return later(c, Stage::broken, 0); // it failed while the shadow replayed
    destroy_missing(e);
    c.record.delays_us = delays_of(e);
    c.record.resume_us = c.resume_us;
    c.record.restart_us = since(mark) - c.resume_us;
    c.record.total_us = static_cast<u32>(mark - c.failure_us);
    c.coming_back = false;
    c.restarted_at = mark;
    c.record.generation = e.generation();
    c.record.first_packet_us = e.last_recovery.first_packet_us;
    e.last_recovery = c.record;
    report_recovery(c);
    exec::IrqGuard guard;
    if (c.stage == Stage::restarting) c.stage = Stage::well; // unless it failed again meanwhile
}

// --- interfaces and disks
// ---------------------------------------------------------------------------------------------

namespace {

/// The shadow that waits for this port (by its name or address, else any of the extension), or a free one.
template <typename Shadow, u32 Count, typename Port>
Shadow* shadow_for(Shadow (&shadows)[Count], const nim::Extension& e, const Port& port) {
    Shadow *any = nullptr, *unused = nullptr;
    for (Shadow& s : shadows) {
        if ((s.serves(e) || s.awaits(e.name())) && s.away()) {
            if (s.matches(port)) return &s;
            any = &s;
        } else if (!s.in_use()) {
            unused = &s;
        }
    }
    return any ? any : unused;
}

} // namespace

template <typename Shadow, u32 Count, typename Port>
void Manager::appeared(Shadow (&shadows)[Count], nim::Domain& domain, Port& port) {
    u64 mark = exec::now_us();
    nim::Extension& e = domain.extension;
    Case* c = find(e);
    Shadow* s;
    bool back = false;
    {
        exec::MutexGuard guard(shadows_lock_);
        s = shadow_for(shadows, e, port);
        if (!s) return exec::log(exec::LogLevel::error, "%s: too many devices", e.name());
        back = s->in_use();
        s->claim(e, port, c ? c->failure_us : 0);
    }
    const auto traced = step(Step::resume, e);
    auto r = s->serve(port);
    if (c) c->resume_us += since(mark);
    if (r || !domain.alive()) return;
    nim::Failure f;
    f.kind = nim::FailureKind::bug;
    f.eip = 0;
    const char* what = back ? "the restarted driver does not take its configuration" : Shadow::k_not_made;
    exec::log(exec::LogLevel::error, "%s: %s (error %d)", e.name(), what, static_cast<int>(r.error()));
    if (!back) return;
    for (u32 i = 0; what[i] && i < sizeof f.detail - 1; i++) f.detail[i] = what[i];
    domain.fail(f); // so that the policy counts it
}

template <typename Shadow, u32 Count, typename Port>
void Manager::vanished(Shadow (&shadows)[Count], nim::Domain& domain, Port& port) {
    Shadow* found = nullptr;
    {
        exec::MutexGuard guard(shadows_lock_);
        for (Shadow& s : shadows)
            if (s.stands_before(port)) found = &s;
    }
    if (!found) return;
    if (domain.alive())
        found->destroy(); // an orderly end: nothing will come back
    else
        found->detach();
}

void Manager::net_appeared(nim::Domain& domain, nim::NetPort& port) { appeared(net_shadows_, domain, port); }
void Manager::net_vanished(nim::Domain& domain, nim::NetPort& port) { vanished(net_shadows_, domain, port); }
void Manager::block_appeared(nim::Domain& domain, nim::BlockPort& port) {
    appeared(block_shadows_, domain, port);
}
void Manager::block_vanished(nim::Domain& domain, nim::BlockPort& port) {
    vanished(block_shadows_, domain, port);
}

// --- character devices -----------------------------------------------------------------------------------

/// The shadow that waits for this port; nullptr: none does.
CharShadow* Manager::char_shadow_for(const nim::Extension& e, const nim::CharPort& port) {
    CharShadow* found = nullptr;
    char_shadows_.for_each([&](CharShadow& s) {
        if ((s.serves(e) || s.awaits(e.name())) && s.away() && s.matches(port)) found = &s;
    });
    return found;
}

/// Takes the first shadow that passes the test off the list, for its end.
CharShadow* Manager::take_char_shadow(bool (*test)(CharShadow&, const void*), const void* what) {
    exec::MutexGuard guard(shadows_lock_);
    CharShadow* found = nullptr;
    char_shadows_.for_each([&](CharShadow& s) {
        if (!found && test(s, what)) found = &s;
    });
    if (found) found->link.unlink();
    return found;
}

void Manager::char_appeared(nim::Domain& domain, nim::CharPort& port) {
    u64 mark = exec::now_us();
    nim::Extension& e = domain.extension;
    Case* c = find(e);
    CharShadow* s;
    {
        exec::MutexGuard guard(shadows_lock_);
        s = char_shadow_for(e, port);
        if (!s) {
            s = new (std::nothrow) CharShadow(e, port.number());
            if (!s) return exec::log(exec::LogLevel::error, "%s: no memory for its device", e.name());
            char_shadows_.push_back(*s);
        }
        s->claim(e, port, c ? c->failure_us : 0);
    }
    const auto traced = step(Step::resume, e);
    const auto r = s->serve(port);
    if (c) c->resume_us += since(mark);
    if (!r)
        exec::log(exec::LogLevel::error, "%s: no device %s (error %d)", e.name(), port.name(),
                  static_cast<int>(r.error()));
}

void Manager::char_vanished(nim::Domain& domain, nim::CharPort& port) {
    const auto before = [](CharShadow& s, const void* p) {
        return s.stands_before(*static_cast<const nim::CharPort*>(p));
    };
    if (domain.alive()) { // an orderly end: nothing will come back
        if (CharShadow* s = take_char_shadow(before, &port)) s->destroy();
        return;
    }
    CharShadow* s = nullptr;
    {
        exec::MutexGuard guard(shadows_lock_);
        char_shadows_.for_each([&](CharShadow& each) {
            if (each.stands_before(port)) s = &each;
        });
    }
    if (s) s->detach();
}

/// Disks that the restarted driver does not find any more: who waits for them would do so for ever.
void Manager::destroy_missing(nim::Extension& e) {
    exec::MutexGuard guard(shadows_lock_);
    for (BlockShadow& s : block_shadows_) {
        if (!s.serves(e) || !s.away() || !e.domain()->alive()) continue;
        exec::log(exec::LogLevel::error, "%s: %s is not there any more", e.name(), s.disk_name());
        s.destroy();
    }
}

void Manager::destroy_shadows(const nim::Extension& e) {
    const auto serving = [](CharShadow& s, const void* p) {
        return s.serves(*static_cast<const nim::Extension*>(p));
    };
    while (CharShadow* s = take_char_shadow(serving, &e)) s->destroy();
    exec::MutexGuard guard(shadows_lock_);
    for (NetShadow& s : net_shadows_)
        if (s.serves(e)) s.destroy();
    for (BlockShadow& s : block_shadows_)
        if (s.serves(e)) s.destroy();
}

void Manager::unloaded(nim::Extension& extension) {
    exec::MutexGuard guard(extension.lock); // a restart may be under way: it ends first
    if (extension.domain()) (void)extension.stop().ok();
    destroy_shadows(extension);
    if (Case* c = find(extension)) *c = Case{};
}

// --- reports ---------------------------------------------------------------------------------------------

void Manager::report_failure(const Case& c) {
    const nim::Extension& e = *c.extension;
    const nim::Failure& f = e.last_failure;
    char objects[160], text[200] = "";
    nim::format_objects(f, objects, sizeof objects);
    sniprintf(text, sizeof text, "%.*s", static_cast<int>(f.place.file.size()), f.place.file.data());
    exec::JsonLine()
        .field("event", "failure")
        .field("domain", e.name())
        .field("generation", e.generation())
        .field("kind", nim::failure_kind_name(f.kind))
        .field("detail", f.detail)
        .field("where", f.where)
        .field("file", text)
        .field("line", f.place.line)
        .field("upcall", f.where[0] ? nim::upcall_name(f.upcall) : "")
        .field("objects", objects)
        .field("us", c.failure_us)
        .list("backtrace", f.backtrace_depth,
              [&](u32 i, char* to, usize size) { f.backtrace[i].format(to, size); })
        .list("related", f.related[0].role ? (f.related[1].role ? 2 : 1) : 0,
              [&](u32 i, char* to, usize size) { nim::format_related(f.related[i], to, size); });
    if (f.where[0]) f.place.format(text, sizeof text);
    exec::log(exec::LogLevel::warning, "%s: generation %u failed: %s: %s%s%s", e.name(),
              static_cast<unsigned>(e.generation()), nim::failure_kind_name(f.kind), f.detail,
              f.where[0] ? " at " : "", f.where[0] ? text : "");
    nim::log_callers(e.name(), f);
}

void Manager::report_recovery(const Case& c) {
    const nim::RecoveryRecord& r = c.record;
    exec::JsonLine()
        .field("event", "recovered")
        .field("domain", c.extension->name())
        .field("generation", r.generation)
        .field("failure_us", r.failure_us)
        .field("detect_us", r.detect_us)
        .field("quiesce_us", r.quiesce_us)
        .field("unwind_us", r.unwind_us)
        .field("release_us", r.release_us)
        .field("decide_us", r.decide_us)
        .field("restart_us", r.restart_us)
        .field("resume_us", r.resume_us)
        .field("delays_us", r.delays_us)
        .field("total_us", r.total_us);
    exec::log(exec::LogLevel::notice, "%s: recovered as generation %u after %u us", c.extension->name(),
              static_cast<unsigned>(r.generation), static_cast<unsigned>(r.total_us));
}

} // namespace alcove::recovery
