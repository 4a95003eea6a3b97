; SPDX-License-Identifier: MIT
; An assembler source in the executive.
