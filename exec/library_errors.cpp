// SPDX-License-Identifier: MIT
// What libstdc++'s headers call where a hosted program would throw: here it is a panic.
#include "exec/assert.h"

namespace std {

[[noreturn]] void __throw_out_of_range_fmt(const char* format, ...) {
    alcove::exec::panic("out of range: %s", format);
}
[[noreturn]] void __throw_out_of_range(const char* what) { alcove::exec::panic("out of range: %s", what); }
[[noreturn]] void __throw_length_error(const char* what) { alcove::exec::panic("length error: %s", what); }
[[noreturn]] void __throw_logic_error(const char* what) { alcove::exec::panic("logic error: %s", what); }
[[noreturn]] void __throw_invalid_argument(const char* what) {
    alcove::exec::panic("invalid argument: %s", what);
}
[[noreturn]] void __throw_bad_function_call() { alcove::exec::panic("empty function called"); }
[[noreturn]] void __throw_bad_alloc() { alcove::exec::panic("out of memory"); }

} // namespace std
