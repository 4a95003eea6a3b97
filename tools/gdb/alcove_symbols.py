# SPDX-License-Identifier: MIT
# Keeps gdb's symbol files equal to the modules that are loaded in the machine.
import os
import struct

import gdb

import alcove_kernel as kernel

BUILD = os.environ.get("ALCOVE_BUILD", "build")
loaded = {}  # address of .text: (file, sections)


def host_file(path):
    """The object with debug information of a file of the guest; None when the build has none."""
    parts = path.strip("/").split("/")  # lib/personality/NAME.o, lib/modules/BUNDLE/NAME.o
    places = [os.path.join(BUILD, *parts[1:]), os.path.join(BUILD, parts[1], parts[-1])]
    return next((p for p in places if os.path.isfile(p)), None)


def section_addresses(module):
    """[(name, address)] of the loaded sections, from the module's file as it lies in the machine's memory."""
    elf = module["elf"]
    span = elf["file_"]
    start, size = int(span["_M_ptr"]), int(span["_M_extent"]["_M_extent_value"])
    data = bytes(gdb.selected_inferior().read_memory(start, size))
    table, = struct.unpack_from("<I", data, 32)
    count, names_index = struct.unpack_from("<HH", data, 48)
    headers = [struct.unpack_from("<10I", data, table + 40 * i) for i in range(count)]
    names = headers[names_index][4]
    bases = [int(elf["base_"][0]), int(elf["base_"][1])]
    found = []
    for i, h in enumerate(headers):
        placement = elf["placed_"][i]
        part = int(placement["part"])
        if i == 0 or part > 1 or h[5] == 0:
            continue
        begin = names + h[0]
        name = data[begin:data.index(b"\0", begin)].decode("ascii", "replace")
        found.append((name, bases[part] + int(placement["offset"])))
    return found


def add(path, sections):
    """Adds the symbols of a file of the guest; returns what went wrong, or None."""
    name = host_file(path)
    places = dict(sections)
    if name is None:
        return "%s: its object with debug information is not in %s" % (path, BUILD)
    if ".text" not in places:
        return "%s: no .text" % path
    words = " ".join("-s %s %#x" % s for s in sections)
    gdb.execute("add-symbol-file %s %s" % (name, words), to_string=True)
    return None


def synchronise(say=False):
    """Adds what is new, removes what is gone."""
    now = {}
    for extension in kernel.extensions():
        for module in kernel.modules(extension):
            sections = section_addresses(module)
            places = dict(sections)
            if ".text" in places:
                now[places[".text"]] = (module["path"].string(), tuple(sections))
    for text in [t for t in loaded if now.get(t) != loaded[t]]:
        gdb.execute("remove-symbol-file -a %#x" % text, to_string=True)
        del loaded[text]
    for text, (path, sections) in now.items():
        if text in loaded:
            continue
        wrong = add(path, sections)
        if wrong:
            print(wrong)
            continue
        loaded[text] = (path, sections)
    if say:
        for text, (path, _) in sorted(loaded.items()):
            print("%#x  %s" % (text, path))


class Hook(gdb.Breakpoint):
    """The executive calls this function when modules have come or gone."""

    def __init__(self):
        super().__init__("alcove_modules_changed", internal=True)
        self.silent = True

    def stop(self):
        try:
            synchronise()
        except gdb.error as e:
            print("symbols of modules: %s" % e)
        return False
