// SPDX-License-Identifier: MIT
// In-kernel self tests: registered by a linker section, run by `selftest` on the command line or the
// control channel; build/alcove-test.elf holds tests/guest/*.cpp beside the kernel.
#pragma once
#include "lib/types.h"

namespace alcove::exec {

struct SelfTest {
    const char* name;
    void (*run)();
};

/// Runs one test (or all when name is nullptr) in the calling thread; each is reported as
/// {"event":"selftest","name":…,"ok":…,"detail":…}. Returns the number that failed.
u32 self_test_run(const char* name);

/// Marks the running test as failed and goes on with the next expectation.
void self_test_failed(const char* file, int line, const char* what);

} // namespace alcove::exec

#define SELF_TEST(test_name)                                                                                 \
    static void self_test_##test_name();                                                                     \
    [[gnu::section("selftests"),                                                                             \
      gnu::used]] static const ::alcove::exec::SelfTest self_test_row_##test_name = {#test_name,             \
                                                                                     self_test_##test_name}; \
    static void self_test_##test_name()

#define EXPECT(condition)                                                                                    \
    do {                                                                                                     \
        if (!(condition)) ::alcove::exec::self_test_failed(__FILE__, __LINE__, #condition);                  \
    } while (0)
