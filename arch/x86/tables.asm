; SPDX-License-Identifier: MIT
; Task-state segments and the pages behind the fixed mappings (arch/x86/fixed.h).
BITS 32

section .data align=4096
; The TSS ends at a page boundary so that the I/O permission bitmap, whose two pages differ per
; directory, follows it in linear addresses (SDM vol. 1, 18.5.2).
global arch_tss_page
arch_tss_page:
    times 0x1000 - 104 db 0
global arch_tss
arch_tss:
    dd 0
global arch_tss_esp0
arch_tss_esp0:
    dd 0
    dd 0x10                         ; ss0
    times 104 - 12 - 2 db 0
    dw 104                          ; offset of the I/O bitmap

global arch_bitmap_none             ; no port is open
arch_bitmap_none:
    times 4096 db 0xFF
global arch_bitmap_end              ; the byte after the bitmap must be all ones
arch_bitmap_end:
    times 4096 db 0xFF

; Only ring 1 enters here, so the selectors at its top never change once they are written.
global arch_entry_stack
arch_entry_stack:
    times 4096 - 16 db 0
    dd 0x19                         ; cs
    dd 0
    dd 0
    dd 0x21                         ; ss

section .bss align=4096
global arch_double_fault_stack
arch_double_fault_stack:
    resb 8192
