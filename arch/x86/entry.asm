; SPDX-License-Identifier: MIT
; Every entry into the executive: exceptions, interrupts, system calls, and the gates of domains.
;
; A trap from ring 1 arrives on the entry stack (the one page that is writable in every directory),
; still in the domain's page directory. The code below reads only what the domain may read, loads the
; executive's directory, and moves to the thread's own stack before it writes anything else.
; Nothing keeps ring 1 from returning to ring 3 (nothing there can be executed: the first fetch faults), and
; QEMU lets both enter virtual 8086 mode, which a processor allows ring 0 only (SDM vol. 2, IRET). So where the
; stack is says whose trap it is, and no other trap is taken for one of the executive's own.
; Data segments are flat with DPL 3 at every ring, so they never need restoring on the way out.
BITS 32

%define USER_DS   0x33
%define RING1_CS  0x19
%define RING1_SS  0x21
%define USER_CS   0x2B
%define EREMOTEIO 121
%define VECTORS   49              ; exceptions, the PICs' lines, the remapping unit's fault event
%define K_ENTRY_TOP 0xFFC05000

; offsets in struct UpcallRecord (arch/x86/api/xpc.h)
%define UR_RESUME 0
%define UR_DIRECTORY 4
%define UR_EIP 8
%define UR_ESP 12
%define UR_STACK_LOW 16
%define UR_STACK_BYTES 20
%define UR_DOOMED 24

extern arch_trap_dispatch
extern arch_syscall
extern arch_bad_service
extern arch_tss_esp0          ; &tss.esp0 lies at a fixed symbol
extern arch_active_directory
extern arch_upcall            ; UpcallRecord* of the running thread, or 0
extern arch_service_table
extern arch_service_count
extern arch_directory_loads

section .text

%macro EXCEPTION 1
global arch_vector_%1
arch_vector_%1:
  %if %1 = 8 || (%1 >= 10 && %1 <= 14) || %1 = 17 || %1 = 30
  %else
    push dword 0
  %endif
    push dword %1
    jmp trap_common
%endmacro

%assign v 0
%rep VECTORS
EXCEPTION v
%assign v v+1
%endrep

; --- the vector table the IDT is made from ---
section .rodata
global arch_vectors
arch_vectors:
%assign v 0
%rep VECTORS
    dd arch_vector_ %+ v
%assign v v+1
%endrep
section .text

; ------------------------------------------------------------------ traps
trap_common:
    push eax
    push ecx
    push edx
    push ebx
    push ebp
    push esi
    push edi
    mov eax, USER_DS
    mov ds, eax
    mov es, eax
    cld
    test byte [esp + 46], 2         ; eflags.VM
    jnz trap_from_elsewhere
    mov eax, [esp + 40]             ; cs
    and eax, 3
    cmp eax, 1
    je  trap_from_domain
    cmp esp, K_ENTRY_TOP - 56
    je  trap_from_elsewhere
trap_from_outside:
    mov eax, esp
    xor ebp, ebp                    ; end of the frame-pointer chain is made by dispatch itself
    push eax
    call arch_trap_dispatch
    add esp, 4
    test byte [esp + 40], 2         ; back to ring 3: the next entry starts at the top of this frame
    jz  trap_return
    lea eax, [esp + 56]
    mov [arch_tss_esp0], eax
trap_return:
    pop edi
    pop esi
    pop ebp
    pop ebx
    pop edx
    pop ecx
    pop eax
    add esp, 8
    iret

; From where nobody has been let: the trap counts as one of the domain, or of the program, that got there.
trap_from_elsewhere:
    and byte [esp + 46], ~2
    mov dword [esp + 40], USER_CS
    mov dword [esp + 52], USER_DS
    mov eax, esp
    xor eax, K_ENTRY_TOP - 1
    shr eax, 12
    jnz trap_from_outside
    mov dword [esp + 40], RING1_CS
    mov dword [esp + 52], RING1_SS
    mov dword [K_ENTRY_TOP - 16], RING1_CS ; virtual 8086's segments lie over them
    mov dword [K_ENTRY_TOP - 4], RING1_SS
trap_from_domain:
    mov eax, [arch_active_directory]
    mov cr3, eax
    add dword [arch_directory_loads], 2 ; here and on the way back
    mov edx, [arch_upcall]
    mov esi, esp                    ; frame on the entry stack: 14 words
    mov edi, [edx + UR_RESUME]
    sub edi, 56
    mov ebx, edi
    mov ecx, 14
    rep movsd
    mov esp, ebx
    push ebx
    xor ebp, ebp
    call arch_trap_dispatch
    add esp, 4
    cli
    mov edx, [arch_upcall]
    cmp dword [edx + UR_DOOMED], 0
    jne unwind
    mov esi, esp                    ; back to the entry stack
    mov edi, K_ENTRY_TOP - 56
    mov ecx, 14
    rep movsd
    mov esp, K_ENTRY_TOP - 56
    mov eax, [edx + UR_DIRECTORY]
    mov cr3, eax
    jmp trap_return

; the local APIC's spurious vector: nothing to acknowledge
global arch_vector_spurious
arch_vector_spurious:
    iret

; ------------------------------------------------------------------ system calls (ring 3, gate 0x80)
global arch_vector_syscall
arch_vector_syscall:
    cmp esp, K_ENTRY_TOP - 20
    je  .domain
    sub esp, 4                      ; keeps the layout of SyscallFrame: ebx ecx edx esi edi ebp eax eip eflags esp
    push eax
    push ebp
    push edi
    push esi
    push edx
    push ecx
    push ebx
    mov ecx, USER_DS
    mov ds, ecx
    mov es, ecx
    cld
    ; stack: ebx ecx edx esi edi ebp eax pad | eip cs eflags esp ss
    mov eax, esp
    push eax
    sti
    call arch_syscall
    cli
    add esp, 4
    mov [esp + 24], eax
    pop ebx
    pop ecx
    pop edx
    pop esi
    pop edi
    pop ebp
    pop eax
    add esp, 4
    mov dword [arch_tss_esp0], esp  ; the next entry from ring 3 starts where this one did, whatever
    add dword [arch_tss_esp0], 20   ; upcalls were made meanwhile
    iret
.domain:                            ; system calls are not for domains
    push dword 0x80 * 8 + 2         ; the error code of int where the gate may not be used
    push dword 13
    jmp trap_common

; ------------------------------------------------------------------ domains
; i32 arch_enter_domain(UpcallRecord* record)   interrupts off
global arch_enter_domain
arch_enter_domain:
    mov eax, [esp + 4]
    push ebp
    push ebx
    push esi
    push edi
    mov [eax + UR_RESUME], esp
    mov [arch_upcall], eax
    mov dword [arch_tss_esp0], K_ENTRY_TOP
    mov ecx, [eax + UR_EIP]
    mov edx, [eax + UR_ESP]
    mov [K_ENTRY_TOP - 20], ecx     ; cs and ss there are ring 1's for ever (arch_entry_stack)
    mov dword [K_ENTRY_TOP - 12], 0x202
    mov [K_ENTRY_TOP - 8], edx
    mov esp, K_ENTRY_TOP - 20
    mov eax, [eax + UR_DIRECTORY]
    add dword [arch_directory_loads], 2
    mov cr3, eax
    xor ebp, ebp
    iret

; gate 0x82: the upcall's function returned; eax is its result
global arch_vector_return
arch_vector_return:
    mov ecx, USER_DS
    mov ds, ecx
    mov es, ecx
    mov edx, [arch_active_directory]
    mov cr3, edx
    mov edx, [arch_upcall]
leave_domain:
    mov esp, [edx + UR_RESUME]
    cld
    pop edi
    pop esi
    pop ebx
    pop ebp
    ret

; [[noreturn]] void arch_unwind(UpcallRecord*): in the executive's directory, interrupts off
global arch_unwind
arch_unwind:
    mov edx, [esp + 4]
unwind:
    mov eax, -EREMOTEIO
    jmp leave_domain

; gate 0x81: a service. eax number, arguments at the domain's esp + 4
global arch_vector_service
arch_vector_service:
    mov edx, USER_DS
    mov ds, edx
    mov es, edx
    cld
    mov edx, [arch_active_directory]
    mov cr3, edx
    add dword [arch_directory_loads], 2 ; here and on the way back
    mov edx, [arch_upcall]
    mov ecx, esp
    mov esp, [edx + UR_RESUME]
    push dword [ecx]                ; eip
    push dword [ecx + 8]            ; eflags
    mov ecx, [ecx + 12]             ; esp
    push ecx
    cmp eax, [arch_service_count]
    jae .bad
    sub ecx, [edx + UR_STACK_LOW]
    cmp ecx, [edx + UR_STACK_BYTES]
    jae .bad
    mov ecx, [esp]
    mov edx, [arch_service_table]
    mov edx, [edx + eax * 4]
    lea eax, [ecx + 4]
    call edx                        ; interrupts stay off but in services that may sleep
    mov edx, [arch_upcall]
    cmp dword [edx + UR_DOOMED], 0
    jne unwind
    pop ecx                         ; esp
    pop dword [K_ENTRY_TOP - 12]    ; eflags
    pop dword [K_ENTRY_TOP - 20]    ; eip
    mov [K_ENTRY_TOP - 8], ecx
    mov esp, K_ENTRY_TOP - 20
    mov edx, [edx + UR_DIRECTORY]
    mov cr3, edx
    iret
.bad:
    push dword [esp]
    push eax
    call arch_bad_service

; ------------------------------------------------------------------ threads
; void arch_switch_stack(u32* save_esp, u32 esp)
global arch_switch_stack
arch_switch_stack:
    mov eax, [esp + 4]
    mov edx, [esp + 8]
    push ebp
    push ebx
    push esi
    push edi
    mov [eax], esp
    mov esp, edx
    pop edi
    pop esi
    pop ebx
    pop ebp
    ret

; first code of a new thread: ebx entry, esi argument
global arch_thread_start
arch_thread_start:
    xor ebp, ebp
    push esi
    call ebx
    ud2

; [[noreturn]] void arch_enter_user(u32 eip, u32 esp)
global arch_enter_user
arch_enter_user:
    cli
    mov ecx, [esp + 4]
    mov edx, [esp + 8]
    push dword USER_DS
    push edx
    push dword 0x202
    push dword 0x2B
    push ecx
    xor eax, eax
    xor ebx, ebx
    xor ecx, ecx
    xor edx, edx
    xor esi, esi
    xor edi, edi
    xor ebp, ebp
    mov fs, ax
    mov gs, ax
    iret

; ------------------------------------------------------------------ copies that survive faults
; bool arch_copy(void* to, const void* from, u32 n)
global arch_copy
arch_copy:
    push esi
    push edi
    mov edi, [esp + 12]
    mov esi, [esp + 16]
    mov ecx, [esp + 20]
    mov edx, ecx
    shr ecx, 2
    and edx, 3
.words:
    rep movsd
    mov ecx, edx
.bytes:
    rep movsb
    mov eax, 1
    pop edi
    pop esi
    ret
.fault:
    xor eax, eax
    pop edi
    pop esi
    ret

; int arch_copy_string(char* to, const char* from, u32 size)
global arch_copy_string
arch_copy_string:
    push esi
    push edi
    mov edi, [esp + 12]
    mov esi, [esp + 16]
    mov ecx, [esp + 20]
    xor edx, edx
.next:
    cmp edx, ecx
    jae .fault
.load:
    mov al, [esi + edx]
    mov [edi + edx], al
    inc edx
    test al, al
    jnz .next
    lea eax, [edx - 1]
    pop edi
    pop esi
    ret
.fault:
    mov eax, -1
    pop edi
    pop esi
    ret

; bool arch_rdmsr_safe / CPUID users are in C++

section .extable align=4
    dd arch_copy.words, arch_copy.fault
    dd arch_copy.bytes, arch_copy.fault
    dd arch_copy_string.load, arch_copy_string.fault
