; SPDX-License-Identifier: MIT
; Multiboot entry: maps physical memory in the upper half, sets up a stack and calls kernel_main there.
bits 32

extern kernel_main, __bss_start, __bss_end
global boot_entry, boot_page_directory, boot_stack_bottom, boot_stack_top

k_page_offset       equ 0xC0000000
k_stack_size        equ 16384
k_linear_regions    equ 192         ; of 4 MiB: 768 MiB, as k_linear_limit in lib/types.h
k_region_entry      equ 0x83        ; present, writable, 4 MiB
k_cr4_pse           equ 1 << 4
k_cr0_pg_wp         equ 1 << 31 | 1 << 16

; Multiboot Specification 0.6.96, section 3.1: modules on page boundaries, memory information wanted.
k_magic             equ 0x1BADB002
k_flags             equ 1 << 0 | 1 << 1

section .multiboot progbits alloc noexec nowrite align=4
    dd k_magic, k_flags, -(k_magic + k_flags)

section .boot progbits alloc exec nowrite align=16
; In: eax = Multiboot magic, ebx = physical address of its information. Paging off, flat segments, no stack.
boot_entry:
    cli
    cld
    mov ebp, eax                    ; the magic outlives the loops

    ; The loader clears .bss, but a stray one would cost days.
    mov edi, __bss_start - k_page_offset
    mov ecx, __bss_end - k_page_offset
    sub ecx, edi
    shr ecx, 2
    xor eax, eax
    rep stosd

    ; The same memory at 0 (where this code runs) and at 0xC0000000 (where it is linked).
    mov edi, boot_page_directory - k_page_offset
    mov eax, k_region_entry
    mov ecx, k_linear_regions
.region:
    mov [edi], eax
    mov [edi + (k_page_offset >> 22) * 4], eax
    add edi, 4
    add eax, 1 << 22
    loop .region

    mov eax, cr4
    or eax, k_cr4_pse
    mov cr4, eax
    mov eax, boot_page_directory - k_page_offset
    mov cr3, eax
    mov eax, cr0
    or eax, k_cr0_pg_wp
    mov cr0, eax
    mov eax, boot_high
    jmp eax

section .text
boot_high:
    mov esp, boot_stack_top
    fninit
    push 0                          ; keeps the stack aligned to 16 bytes at the call
    push 0
    push ebx
    push ebp
    xor ebp, ebp                    ; ends the chain of frames for backtraces
    call kernel_main
.halt:
    cli
    hlt
    jmp .halt

section .bss nobits alloc noexec write align=4096
boot_page_directory:
    resb 4096
boot_stack_bottom:
    resb k_stack_size
boot_stack_top:
