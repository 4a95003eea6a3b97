// SPDX-License-Identifier: MIT
// Instructions that no program may execute, as machine code: data can be executed without PAE.
#include "alcove/process.h"
#include "checks.h"
#include "exec/abi/stubs.h"
#include <stdio.h>
#include <unistd.h>

namespace alcove::badcalls {

namespace {

constexpr int k_ended = 128 + 11; ///< as by SIGSEGV
constexpr int k_survived = 42;

struct Fault {
    const char* name;
    unsigned char code[24];
    int status;
};

constexpr unsigned char k_ret = 0xC3;

// Intel SDM volume 2; what may be executed in ring 3 and what faults there is in volume 3, section 5.9.
constexpr Fault k_faults[] = {
    {"read of address 0", {0xA1, 0, 0, 0, 0, k_ret}, k_ended},
    {"write to address 0", {0xA3, 0, 0, 0, 0, k_ret}, k_ended},
    {"read of the executive", {0xA1, 0, 0, 0x10, 0xC0, k_ret}, k_ended},
    {"write to the executive", {0xA3, 0, 0, 0x10, 0xC0, k_ret}, k_ended},
    {"read of the last page", {0xA1, 0, 0xF0, 0xFF, 0xFF, k_ret}, k_ended},
    {"write to text", {0xA3, 0, 0x80, 0x04, 0x08, k_ret}, k_ended},
    {"jump to 0", {0x31, 0xC0, 0xFF, 0xE0}, k_ended},
    {"jump into the executive", {0xB8, 0, 0, 0x10, 0xC0, 0xFF, 0xE0}, k_ended},
    {"divide by zero", {0x31, 0xC9, 0xF7, 0xF1, k_ret}, k_ended},
    {"ud2", {0x0F, 0x0B}, k_ended},
    {"cli", {0xFA, k_ret}, k_ended},
    {"sti", {0xFB, k_ret}, k_ended},
    {"hlt", {0xF4, k_ret}, k_ended},
    {"in", {0xE4, 0x60, k_ret}, k_ended},
    {"out", {0xE6, 0xF4, k_ret}, k_ended},
    {"mov cr3", {0x0F, 0x22, 0xD8, k_ret}, k_ended},
    {"mov from cr0", {0x0F, 0x20, 0xC0, k_ret}, k_ended},
    {"clts", {0x0F, 0x06, k_ret}, k_ended},
    {"lgdt", {0x0F, 0x01, 0x10, k_ret}, k_ended},
    {"lidt", {0x0F, 0x01, 0x18, k_ret}, k_ended},
    {"ltr", {0x0F, 0x00, 0xD8, k_ret}, k_ended},
    {"invd", {0x0F, 0x08, k_ret}, k_ended},
    {"wrmsr", {0x0F, 0x30, k_ret}, k_ended},
    {"mov dr7", {0x0F, 0x23, 0xF8, k_ret}, k_ended},
    {"service gate", {0xCD, 0x81, k_ret}, k_ended},
    {"return gate", {0xCD, 0x82, k_ret}, k_ended},
    {"interrupt of the clock", {0xCD, 0x20, k_ret}, k_ended},
    {"software page fault", {0xCD, 0x0E, k_ret}, k_ended},
    {"int3", {0xCC, k_ret}, k_ended},
    {"executive's data segment", {0x66, 0xB8, 0x10, 0, 0x8E, 0xD8, 0xA1, 0, 0, 0x10, 0xC0, k_ret}, k_ended},
    {"far jump to ring 0", {0xEA, 0, 0, 0x10, 0xC0, 0x08, 0, k_ret}, k_ended},
    {"iret to ring 0", {0x6A, 0x00, 0x6A, 0x08, 0x68, 0, 0, 0x10, 0xC0, 0xCF}, k_ended},
    {"push on a bad stack", {0xBC, 0, 0, 0, 0xD0, 0x50}, k_ended},
    {"call without end", {0xE8, 0xFB, 0xFF, 0xFF, 0xFF}, k_ended},
    {"single step", {0x9C, 0x81, 0x0C, 0x24, 0, 1, 0, 0, 0x9D, 0x90, k_ret}, k_ended},
    // These are allowed, or without effect; the executive must not mind.
    {"popf with interrupts off and IOPL 3",
     {0x9C, 0x81, 0x24, 0x24, 0xFF, 0xFD, 0xFF, 0xFF, 0x81, 0x0C, 0x24, 0, 0x30, 0, 0, 0x9D, k_ret},
     k_survived},
    {"system call with the direction flag set",
     {0xFD, 0xB8, 4, 0, 0, 0, 0xCD, 0x80, 0xFC, k_ret},
     k_survived},
    {"system call with empty data segments",
     {0x31, 0xC0, 0x1E, 0x06, 0x8E, 0xD8, 0x8E, 0xC0, 0xB8, 4, 0, 0, 0, 0xCD, 0x80, 0x07, 0x1F, k_ret},
     k_survived},
    {"system call with a bad stack",
     {0x89, 0xE1, 0xBC, 0, 0, 0, 0xD0, 0xB8, 4, 0, 0, 0, 0xCD, 0x80, 0x89, 0xCC, k_ret},
     k_survived},
    {"system call with the nested-task flag",
     {0x9C, 0x81, 0x0C, 0x24, 0, 0x40, 0, 0, 0x9D, 0xB8, 4, 0, 0, 0, 0xCD, 0x80, k_ret},
     k_survived},
};

} // namespace

int commit_fault(unsigned index) {
    if (index >= sizeof k_faults / sizeof k_faults[0]) return 2;
    reinterpret_cast<void (*)()>(reinterpret_cast<unsigned>(k_faults[index].code))();
    return k_survived;
}

void check_faults() {
    for (unsigned i = 0; i < sizeof k_faults / sizeof k_faults[0]; i++) {
        char number[8];
        sniprintf(number, sizeof number, "%u", i);
        const char* const argv[] = {"badcalls", "-x", number, nullptr};
        int status = -1;
        const int pid = user::spawn("/bin/badcalls", argv, {0, 1, 2}, ALCOVE_JOB_SAME);
        check(pid > 0 && user::wait_for(pid, status) == pid, "child for", k_faults[i].name, pid);
        check(status == k_faults[i].status, "status of", k_faults[i].name, status);
    }
}

} // namespace alcove::badcalls
