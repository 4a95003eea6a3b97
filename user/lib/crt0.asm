; SPDX-License-Identifier: MIT
; Where a program begins, and the one way into the executive.
bits 32

extern alcove_start

; The executive leaves argc and argv[0..argc-1], nullptr at esp (16-byte aligned).
section .text.start progbits alloc exec nowrite align=16
global _start
_start:
    xor ebp, ebp
    mov eax, [esp]
    lea ecx, [esp + 4]
    sub esp, 8
    push ecx
    push eax
    call alcove_start
    ud2

; int alcove_syscall(unsigned number, ...): six words are always loaded; what a call doesn't take is ignored.
; Words beyond the caller's arguments may be anything that lies on the stack; main's callers lie above.
section .text.alcove_syscall progbits alloc exec nowrite align=16
global alcove_syscall
alcove_syscall:
    push ebx
    push esi
    push edi
    push ebp
    mov eax, [esp + 20]
    mov ebx, [esp + 24]
    mov ecx, [esp + 28]
    mov edx, [esp + 32]
    mov esi, [esp + 36]
    mov edi, [esp + 40]
    mov ebp, [esp + 44]
    int 0x80
    pop ebp
    pop edi
    pop esi
    pop ebx
    ret
