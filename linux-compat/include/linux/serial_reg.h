/* SPDX-License-Identifier: MIT
 * Registers of the 8250 family (16550 data sheet).
 */
#pragma once
#define UART_MCR 4
#define UART_MCR_DTR 0x01
#define UART_MCR_OUT2 0x08
#define UART_MCR_RTS 0x02
#define UART_IER_RDI 0x01
#define UART_IER_RLSI 0x04
#define UART_IER_THRI 0x02
#define UART_LCR 3
#define UART_LSR_DR 0x01
#define UART_LSR_THRE 0x20
#define UART_IER 1
#define UART_IIR 2
#define UART_LCR_WLEN8 0x03
#define UART_LSR 5
#define UART_RX 0
#define UART_TX 0
#define UART_DLL 0
#define UART_DLM 1
#define UART_FCR 2
#define UART_FCR_ENABLE_FIFO 0x01
#define UART_FCR_TRIGGER_1 0x00
#define UART_LCR_DLAB 0x80
#define UART_LSR_TEMT 0x40
#define UART_MSR 6
#define UART_MSR_RI 0x40
#define UART_FCR_CLEAR_RCVR 0x02
#define UART_FCR_TRIGGER_14 0xC0
#define UART_IIR_ID 0x06
#define UART_IIR_THRI 0x02
#define UART_LCR_EPAR 0x10
#define UART_LCR_PARITY 0x08
#define UART_LSR_BI 0x10
#define UART_LSR_FE 0x08
#define UART_LSR_OE 0x02
#define UART_LSR_PE 0x04
#define UART_MSR_CTS 0x10
#define UART_MSR_DCD 0x80
#define UART_MSR_DSR 0x20
#define UART_FCR_CLEAR_XMIT 0x04
#define UART_FCR_TRIGGER_8 0x80
#define UART_IER_MSI 0x08
#define UART_IIR_NO_INT 0x01
#define UART_IIR_RDI 0x04
#define UART_IIR_RLSI 0x06
#define UART_LCR_SBC 0x40
#define UART_MSR_ANY_DELTA 0x0F
#define UART_MSR_DCTS 0x01
#define UART_MSR_DDCD 0x08
#define UART_MSR_DDSR 0x02
#define UART_MSR_TERI 0x04
#define UART_EFR 2
#define UART_LCR_SPAR 0x20
#define UART_SCR 7
#define UART_LCR_SPAR_ODD (UART_LCR_SPAR | UART_LCR_PARITY)
#define UART_IIR_MSI 0x00
#define UART_MCR_OUT1 0x04
#define UART_MCR_LOOP 0x10
#define UART_LCR_WLEN5 0x00
#define UART_LCR_WLEN6 0x01
#define UART_LCR_WLEN7 0x02
#define UART_LCR_STOP 0x04
#define UART_FCR_TRIGGER_4 0x40

/* Enhanced UARTs: behind UART_LCR = 0xBF (16650 and later), by an index (Oxford 16C950), with trigger levels (Exar
 * 16C850), and a card's registers before the UART's */
enum { UART_EFR_ECB = 1 << 4, UART_EFR_CTS = 1 << 7, UART_IERX_SLEEP = 1 << 4, UART_FCR7_64BYTE = 1 << 5 };
enum { UART_ACR, UART_TCR = 2, UART_ID1 = 8, UART_ID2, UART_ID3, UART_REV, UART_CSR };
enum { UART_ICR = UART_LSR, UART_ACR_TXDIS = 1 << 1, UART_ACR_ICRRD = 1 << 6 };
enum { UART_TRG, UART_FCTR, UART_TRG_96 = 96, UART_FCTR_RX = 0, UART_FCTR_TRGD = 3 << 4, UART_FCTR_TX = 1 << 7 };
enum { UART_RSA_BASE = -8, UART_RSA_MSR = UART_RSA_BASE, UART_RSA_FRR = UART_RSA_BASE + 2, UART_RSA_MSR_FIFO = 1 << 1 };
