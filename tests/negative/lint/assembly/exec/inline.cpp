// SPDX-License-Identifier: MIT
// Inline assembly where none may be; this comment's asm volatile("cli") does not count, nor does a string's.

const char* const k_text = "say \" asm(x)";
void stop() {
    asm volatile("hlt");
}
