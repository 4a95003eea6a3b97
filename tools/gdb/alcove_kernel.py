# SPDX-License-Identifier: MIT
# Reads the executive's own structures through gdb: threads, extensions, handles, upcalls.
import socket

import gdb

ANONYMOUS = "(anonymous namespace)"
TRAP_WORDS = ("edi esi ebp ebx edx ecx eax vector error eip cs eflags esp ss").split()
REGISTERS = "ebx ecx edx esi edi ebp eax eip eflags esp".split()


def variable(name):
    return gdb.parse_and_eval("'%s'" % name)


def pointer(address, type_name):
    return gdb.Value(address).cast(gdb.lookup_type(type_name).pointer())


def word(address):
    return int.from_bytes(bytes(gdb.selected_inferior().read_memory(address, 4)), "little")


def elements(list_value, type_name, link):
    """The elements of a List<T, &T::link>."""
    t = gdb.lookup_type(type_name)
    offset = next(f.bitpos // 8 for f in t.fields() if f.name == link)
    head = int(list_value["head_"].address)
    node = int(list_value["head_"]["next_"])
    seen = 0
    while node not in (0, head) and seen < 10000:
        yield pointer(node - offset, type_name).dereference()
        node = int(pointer(node, "alcove::ListNode")["next_"])
        seen += 1


def threads():
    return elements(variable("alcove::exec::%s::g_all" % ANONYMOUS), "alcove::exec::Thread", "all_link")


def current_thread():
    return int(variable("alcove::exec::Thread::current_"))


def extensions():
    return elements(variable("alcove::nim::%s::g_extensions" % ANONYMOUS), "alcove::nim::Extension", "link")


def modules(extension):
    """The loaded modules of its domain, the personality first."""
    if not int(extension["modules_"]):
        return
    for i in range(int(extension["modules_"]["count_"])):
        m = extension["modules_"]["modules_"][i]
        if int(m["text"]):
            yield m


def domain_name(domain):
    return domain["extension"].referenced_value()["name_"].string()


def upcall_of(thread):
    """The upcall that the thread is in, or None."""
    address = int(thread["xpc"])
    return pointer(address, "alcove::nim::Upcall").dereference() if address else None


def upcall_name(number):
    try:
        return variable("alcove::nim::%s::k_upcall_names" % ANONYMOUS)[number].string()
    except gdb.error:
        return "number %d" % number


def handles(domain):
    """(handle, type, object) of all that the domain holds, by type."""
    table = domain["tracker"]["table_"]
    kinds = {f.enumval: f.name.split("::")[-1] for f in gdb.lookup_type("alcove::nim::ObjectType").fields()}
    for i in range(int(table["chunk_count_"])):
        entries = table["chunks_"][i]["entries"]
        for k in range(64):
            entry = entries[k]
            kind = int(entry["type"])
            if kind != 0xFF:
                yield int(entry["generation"]) << 16 | (i * 64 + k), kinds.get(kind, "?"), entry["object"]


def object_text(kind, o):
    first, second = int(o["first"]), int(o["second"])
    if kind == "frames":
        return "%#x, %d KiB%s" % (first, 4 << second, "" if o["charged"] else " (modules and stacks)")
    if kind == "ports":
        return "%04x-%04x" % (first, first + second - 1)
    if kind == "mmio":
        return "%#x, %d bytes" % (first, second)
    if kind == "irq_line":
        return "line %d" % first
    if kind == "pci_function":
        f = o["pci"]
        return "%02x:%02x.%d" % (int(f["bus"]), int(f["device"]), int(f["function"]))
    return "%#x" % int(o["pointer"])


def domain_registers(thread, upcall):
    """The domain's registers and how the thread came out of it (arch/x86/entry.asm lays them out)."""
    running = int(thread.address) == current_thread()
    if running and int(gdb.parse_and_eval("$cs")) & 3 == 1:
        return {r: int(gdb.parse_and_eval("(unsigned)$" + r)) for r in REGISTERS}, "running"
    resume = int(upcall["resume_esp"])
    trap = {name: word(resume - 56 + 4 * i) for i, name in enumerate(TRAP_WORDS)}
    if trap["cs"] < 0x10000 and trap["cs"] & 3 == 1:
        how = "interrupted" if trap["vector"] >= 32 else "trapped, vector %d" % trap["vector"]
        return {r: trap[r] for r in REGISTERS}, how
    registers = dict.fromkeys(REGISTERS, 0)
    registers.update(esp=word(resume - 12), eflags=word(resume - 8), eip=word(resume - 4))
    stub = gdb.execute("info symbol %#x" % registers["eip"], to_string=True).split(" ")[0]
    return registers, "in service " + stub.replace("nim_", "", 1)


def backtrace(registers):
    """gdb's backtrace from those registers. They are put in place meanwhile: gdb has no other way."""
    saved = {r: int(gdb.parse_and_eval("(unsigned)$" + r)) for r in REGISTERS}
    gdb.execute("frame 0", to_string=True)
    try:
        for r in REGISTERS:
            gdb.execute("set var $%s = %#x" % (r, registers[r]), to_string=True)
        return gdb.execute("backtrace 16", to_string=True).rstrip().split("\n")
    finally:
        for r in REGISTERS:
            gdb.execute("set var $%s = %#x" % (r, saved[r]), to_string=True)


connection = None


def send_control(path, line):
    """One connection for the session: QEMU serves one at a time, and reads while the guest stands still."""
    global connection
    if connection is None:
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(path)
    connection.sendall(line.encode() + b"\n")
