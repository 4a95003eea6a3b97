; SPDX-License-Identifier: MIT
; The Internet checksum: 32-bit additions with the carry kept in the flag, 128 bytes per round.
;
; 0.27 instructions per byte. RFC 1071, 2(C): sums may be deferred and folded; 2(B): byte order doesn't
; matter, so words are added as they lie. The copy is a rep movs before the sum, because load, add and
; store for each word would take three instructions where these two passes take two.
bits 32
section .text

BLOCK equ 128

global arch_checksum
; uint16_t arch_checksum(const void* data, int length)
arch_checksum:
    mov     edx, [esp + 4]
    mov     ecx, [esp + 8]
    ; data in edx, length in ecx; uses eax, ecx, edx.
sum:
    push    ebx
    mov     ebx, ecx
    xor     eax, eax                ; the sum, and no carry
    shr     ebx, 7                  ; whole blocks
    jz      .words
    clc
.block:
%assign i 0
%rep BLOCK / 4
    adc     eax, [edx + i]
%assign i i + 4
%endrep
    lea     edx, [edx + BLOCK]      ; lea and dec leave the carry alone
    dec     ebx
    jnz     .block
    adc     eax, 0                  ; the sum of two words and a carry can't carry twice

    ; What is left: ebx words below a block, by a jump into additions of three bytes each.
.words:
    mov     ebx, ecx
    and     ebx, BLOCK - 1
    shr     ebx, 2
    lea     edx, [edx + ebx * 4]
    neg     ebx
    lea     ebx, [ebx + ebx * 2]
    lea     ebx, [ebx + .words_end]
    clc
    jmp     ebx
%assign i -(BLOCK - 4)
%rep BLOCK / 4 - 1
    adc     eax, [byte edx + i]
%assign i i + 4
%endrep
    ; edx points behind the last word, so the words lie at negative offsets.
.words_end:
    adc     eax, 0

    test    cl, 3
    jz      .fold
    test    cl, 2
    jz      .odd
    movzx   ebx, word [edx]
    lea     edx, [edx + 2]
    add     eax, ebx
    adc     eax, 0
.odd:
    test    cl, 1
    jz      .fold
    movzx   ebx, byte [edx]         ; RFC 1071: an odd byte is padded with a zero behind it
    add     eax, ebx
    adc     eax, 0
.fold:
    mov     edx, eax
    shr     edx, 16
    add     ax, dx
    adc     ax, 0
    movzx   eax, ax
    pop     ebx
    ret

global arch_checksum_copy
; uint16_t arch_checksum_copy(void* to, const void* from, int length)
arch_checksum_copy:
    push    esi
    push    edi
    mov     edi, [esp + 12]
    mov     esi, [esp + 16]
    mov     ecx, [esp + 20]
    mov     edx, edi
    mov     eax, ecx
    shr     ecx, 2
    cld
    rep movsd
    mov     ecx, eax
    and     ecx, 3
    rep movsb
    mov     ecx, eax
    pop     edi
    pop     esi
    jmp     sum
