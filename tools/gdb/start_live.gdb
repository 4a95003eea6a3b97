# SPDX-License-Identifier: MIT
# A session on a machine that waits at its first instruction: follows its modules. Used by tools/gdb/gdb.sh.
python import alcove_symbols; alcove_symbols.Hook()
