# SPDX-License-Identifier: MIT
# gdb's view of Alcove: symbols of modules as they come and go, commands for threads, domains, handles, XPC; cores.
import os
import sys

import gdb

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import alcove_core  # noqa: E402
import alcove_kernel as kernel  # noqa: E402
import alcove_symbols as symbols  # noqa: E402


def guarded(f):
    """Nothing known yet is no reason for a Python backtrace."""

    def invoke(self, argument, from_tty):
        try:
            f(self, gdb.string_to_argv(argument))
        except gdb.MemoryError as e:
            raise gdb.GdbError("the machine's memory can't be read here: %s" % e)
        except gdb.error as e:
            raise gdb.GdbError(str(e))

    return invoke


class Threads(gdb.Command):
    """alcove-threads: every thread of the executive, with its state and the domain that it is inside of."""

    def __init__(self):
        super().__init__("alcove-threads", gdb.COMMAND_STATUS)

    @guarded
    def invoke(self, words):
        print("%4s %-15s %-9s %4s %-16s %s" % ("ID", "NAME", "STATE", "PRIO", "INSIDE", "WAITS ON"))
        for t in kernel.threads():
            upcall = kernel.upcall_of(t)
            inside = kernel.domain_name(upcall["domain"]) if upcall is not None else ""
            waits = int(t["waiting_on"])
            current = "*" if int(t.address) == kernel.current_thread() else " "
            print("%4d%s%-15s %-9s %4d %-16s %s" % (
                int(t["id"]), current, t["name"].string(), str(t["state"]).split("::")[-1],
                int(t["effective_priority"]), inside, "%#x" % waits if waits else ""))


class Domains(gdb.Command):
    """alcove-domains: every extension, its domain's state, and where its modules lie."""

    def __init__(self):
        super().__init__("alcove-domains", gdb.COMMAND_STATUS)

    @guarded
    def invoke(self, words):
        print("%-16s %-7s %-9s %4s %8s" % ("DOMAIN", "MODE", "STATE", "GEN", "FAILURES"))
        for e in kernel.extensions():
            d = e["domain_"]
            state = str(d["state"]).split("::")[-1] if int(d) else "down"
            print("%-16s %-7s %-9s %4d %8d" % (
                e["name_"].string(), str(e["mode_"]).split("::")[-1], state, int(e["generation_"]),
                int(e["failures"])))
            for m in kernel.modules(e):
                print("    %-14s text %#x, data %#x  %s" % (
                    m["name"].string(), int(m["text"]), int(m["data"]), m["path"].string()))
            failure = e["last_failure"]
            kind = str(failure["kind"]).split("::")[-1]
            if kind != "none":
                print("    last failure   %s: %s, in %s" % (
                    kind, failure["detail"].string(), failure["where"].string()))


class Handles(gdb.Command):
    """alcove-handles [DOMAIN]: the executive's objects that a domain holds (all domains without a name)."""

    def __init__(self):
        super().__init__("alcove-handles", gdb.COMMAND_STATUS)

    @guarded
    def invoke(self, words):
        found = False
        for e in kernel.extensions():
            if words and e["name_"].string() != words[0]:
                continue
            found = True
            if not int(e["domain_"]):
                print("%s is down" % e["name_"].string())
                continue
            print("%s, generation %d:" % (e["name_"].string(), int(e["domain_"]["generation"])))
            for handle, kind, o in kernel.handles(e["domain_"]):
                print("  %08x  %-14s %s" % (handle, kind, kernel.object_text(kind, o)))
        if words and not found:
            raise gdb.GdbError("%s: no such domain (alcove-domains lists them)" % words[0])


class Xpc(gdb.Command):
    """alcove-xpc: for each thread inside a domain its upcall, the service that it is in, and its functions there."""

    def __init__(self):
        super().__init__("alcove-xpc", gdb.COMMAND_STACK)

    @guarded
    def invoke(self, words):
        count = 0
        for t in kernel.threads():
            upcall = kernel.upcall_of(t)
            if upcall is None:
                continue
            count += 1
            registers, how = kernel.domain_registers(t, upcall)
            print("thread %d (%s) in %s: upcall %s, %s" % (
                int(t["id"]), t["name"].string(), kernel.domain_name(upcall["domain"]),
                kernel.upcall_name(int(upcall["number"])), how))
            for line in kernel.backtrace(registers):
                print("    " + line)
        if not count:
            print("no thread is inside a domain")


class Symbols(gdb.Command):
    """alcove-symbols: loads the symbols of all modules anew (they come by themselves as modules are loaded)."""

    def __init__(self):
        super().__init__("alcove-symbols", gdb.COMMAND_FILES)

    @guarded
    def invoke(self, words):
        symbols.synchronise(say=True)


class Control(gdb.Command):
    """alcove-control COMMAND...: sends a line to the control channel (docs/control-channel.md); the guest takes it
as soon as it goes on. What it answers is in the file control.log beside the socket."""

    def __init__(self):
        super().__init__("alcove-control", gdb.COMMAND_RUNNING)

    @guarded
    def invoke(self, words):
        path = os.environ.get("ALCOVE_CONTROL", "")
        if not words:
            raise gdb.GdbError("alcove-control COMMAND...")
        try:
            kernel.send_control(path, " ".join(words))
        except OSError as e:
            raise gdb.GdbError("%s: %s" % (path or "ALCOVE_CONTROL is not set", e.strerror))


class Core(gdb.Command):
    """alcove-core FILE: opens a core of a domain, with the symbols of its modules where they lay."""

    def __init__(self):
        super().__init__("alcove-core", gdb.COMMAND_FILES)

    @guarded
    def invoke(self, words):
        if len(words) != 1:
            raise gdb.GdbError("alcove-core FILE")
        alcove_core.open_core(words[0])


for command in (Threads, Domains, Handles, Xpc, Symbols, Control, Core):
    command()
gdb.execute("set pagination off")
gdb.execute("set confirm off")
gdb.execute("set breakpoint pending on")
gdb.execute("set print thread-events off")
