# SPDX-License-Identifier: MIT
# Opens cores of domains: a note says where each module's sections lay.
import struct

import gdb

import alcove_symbols as symbols

NOTE_MODULES = 0xA1C0


def modules_note(path):
    """The text of the note; raises GdbError when the file is no core of a domain."""
    wrong = gdb.GdbError("%s: not a core of an Alcove domain" % path)
    try:
        with open(path, "rb") as f:
            data = f.read()
    except OSError as e:
        raise gdb.GdbError("%s: %s" % (path, e.strerror))
    try:
        if data[:7] != b"\x7fELF\x01\x01\x01" or struct.unpack_from("<H", data, 16)[0] != 4:
            raise wrong
        count, = struct.unpack_from("<H", data, 44)
        for i in range(count):
            kind, offset, _, _, size = struct.unpack_from("<5I", data, 52 + 32 * i)
            at = offset
            while kind == 4 and at < offset + size:
                name_size, text_size, note = struct.unpack_from("<3I", data, at)
                at += 12
                name = data[at:at + name_size]
                at += (name_size + 3) & ~3
                if name == b"ALCOVE\0" and note == NOTE_MODULES:
                    return data[at:at + text_size].rstrip(b"\0").decode("ascii")
                at += (text_size + 3) & ~3
    except (struct.error, UnicodeDecodeError):
        pass
    raise wrong


def check(path):
    """Says in one line what is wrong with the file; nothing when it is a core of a domain."""
    try:
        modules_note(path)
    except gdb.GdbError as e:
        print(e)


def open_core(path):
    text = modules_note(path)
    gdb.execute("set architecture i386", to_string=True)
    gdb.execute("set osabi GNU/Linux", to_string=True)
    for line in text.split("\n"):
        words = line.split()
        if not words:
            continue
        if words[0] != "module":
            print(line)
            continue
        sections = [(name, int(address, 16)) for name, address in (w.split("=") for w in words[2:])]
        wrong = symbols.add(words[1], sections)
        if wrong:
            print(wrong)
    gdb.execute("core-file %s" % path)
