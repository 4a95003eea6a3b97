// SPDX-License-Identifier: MIT
// Inline assembly where none may be; this comment's asm volatile("cli") does not count.

void stop() {
    asm volatile("hlt");
}
