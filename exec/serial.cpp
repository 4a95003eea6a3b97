// SPDX-License-Identifier: MIT
// Driver of the 16550 UART (National Semiconductor PC16550D data sheet) for COM1 and COM2.
#include "exec/serial.h"
#include "arch/x86/api/cpu.h"
#include "arch/x86/api/port.h"
#include "exec/irq.h"
#include "exec/sync.h"

namespace alcove::exec {
namespace {

// Registers and bits: PC16550D data sheet, table II and section 8.
enum Register : u16 {
    k_data = 0,             // receive and transmit; divisor low while DLAB is set
    k_interrupt_enable = 1, // divisor high while DLAB is set
    k_interrupt_id = 2,     // read
    k_fifo_control = 2,     // write
    k_line_control = 3,
    k_modem_control = 4,
    k_line_status = 5,
    k_modem_status = 6,
    k_scratch = 7,
};
constexpr u8 k_enable_receive = 0x01;
constexpr u8 k_enable_transmit = 0x02;
constexpr u8 k_divisor_latch = 0x80;
constexpr u8 k_8n1 = 0x03;
constexpr u8 k_fifo_on = 0xC7;     // enable, clear both, trigger at 14 bytes
constexpr u8 k_fifo_works = 0xC0;  // interrupt id: FIFOs enabled and usable
constexpr u8 k_modem_ready = 0x0B; // DTR, RTS, and OUT2, which gates the interrupt line on a PC
constexpr u8 k_status_received = 0x01;
constexpr u8 k_status_room = 0x20; // transmit holding register (FIFO) empty
constexpr u8 k_status_idle = 0x40; // the shift register too
constexpr u8 k_no_interrupt = 0x01;
constexpr u32 k_fifo_bytes = 16;
// One interrupt or write sends this much at most, so that interrupts are not held off for long where
// the emulated transmitter is always ready.
constexpr u32 k_bursts_per_fill = 8;
// A byte takes 87 us at 115200 baud and a port read about 1 us, so a transmitter that has not moved
// after this many reads never will.
constexpr u32 k_patience = 200000;

// Outside of the ports: constructors run after the ports' first use.
WaitQueue room_queue[2];

} // namespace

constinit SerialPort serial_console(0x3F8, 4, 0);
constinit SerialPort serial_control(0x2F8, 3, 1);

u8 SerialPort::in(u16 reg) const { return arch::in8(base_ + reg); }
void SerialPort::out(u16 reg, u8 value) const { arch::out8(base_ + reg, value); }

bool SerialPort::init() {
    out(k_scratch, 0x5A);
    const bool scratch = in(k_scratch) == 0x5A;
    out(k_scratch, 0xA5);
    if (!scratch || in(k_scratch) != 0xA5) return false;
    out(k_interrupt_enable, 0);
    out(k_line_control, k_divisor_latch);
    out(k_data, 1); // 115200 baud
    out(k_interrupt_enable, 0);
    out(k_line_control, k_8n1);
    out(k_fifo_control, k_fifo_on);
    out(k_modem_control, k_modem_ready);
    burst_ = (in(k_interrupt_id)&k_fifo_works) == k_fifo_works ? k_fifo_bytes : 1;
    present_ = true;
    return true;
}

Result<void> SerialPort::start(Receiver receiver) {
    static IrqAction actions[2] = {{interrupt, &serial_console}, {interrupt, &serial_control}};
    if (!present_) return Error::no_device;
    receiver_ = receiver;
    if (auto r = irq_attach(line_, actions[index_]); !r) return r;
    IrqGuard guard;
    started_ = true;
    in(k_modem_status); // clear what is pending from before
    out(k_interrupt_enable, k_enable_receive);
    if (in(k_line_status)&k_status_received) receive();
    return {};
}

bool SerialPort::interrupt(u8, void* self) { return static_cast<SerialPort*>(self)->handle_interrupt(); }

bool SerialPort::handle_interrupt() {
    bool ours = false;
    // The PIC sees edges only, so every source must be served before we leave. The bound is for a UART
    // that is stuck.
    for (u32 i = 0; i < 64; i++) {
        const u8 id = in(k_interrupt_id);
        if (id & k_no_interrupt) break;
        ours = true;
        switch (id >> 1 & 7) {
        case 0:
            in(k_modem_status);
            break;
        case 1:
            fill();
            break;
        case 3:
            in(k_line_status);
            [[fallthrough]];
        default:
            receive();
            break;
        }
    }
    return ours;
}

void SerialPort::receive() {
    for (u32 i = 0; i < 4 * k_fifo_bytes && (in(k_line_status)&k_status_received); i++) {
        const u8 byte = in(k_data);
        if (receiver_) receiver_(byte);
    }
}

void SerialPort::push(const char* text, usize length) {
    for (usize i = 0; i < length; i++) ring_[head_++ % k_serial_ring] = text[i];
}

u8 SerialPort::pop() { return ring_[tail_++ % k_serial_ring]; }

void SerialPort::set_transmit_interrupt(bool on) {
    if (transmit_interrupt_ == on) return;
    transmit_interrupt_ = on;
    out(k_interrupt_enable, k_enable_receive | (on ? k_enable_transmit : 0));
}

/// Moves bytes from the ring to the UART. Interrupts off.
void SerialPort::fill() {
    for (u32 bursts = 0; bursts < k_bursts_per_fill && used() && (in(k_line_status)&k_status_room); bursts++)
        for (u32 i = 0; i < burst_ && used(); i++) out(k_data, pop());
    set_transmit_interrupt(used() != 0);
    if (used() <= k_serial_ring / 2) room_queue[index_].wake_all();
}

bool SerialPort::write(const char* text, usize length, u32 timeout_ms) {
    if (!present_) return false;
    if (silent_) return true;
    if (!started_) {
        IrqGuard guard;
        write_polled(text, length);
        return true;
    }
    const bool patient = timeout_ms && may_sleep();
    IrqGuard guard;
    while (room() < length) {
        if (!patient || room_queue[index_].wait(timeout_ms) != WakeReason::woken) {
            dropped_ += length;
            return false;
        }
    }
    push(text, length);
    // While the interrupt is on, the transmitter is busy and will ask by itself.
    if (!transmit_interrupt_) fill();
    return true;
}

bool SerialPort::wait_for_transmitter() {
    for (u32 i = 0; !stuck_ && !(in(k_line_status)&k_status_room); i++) {
        if (i == k_patience) stuck_ = true;
        arch::cpu_relax();
    }
    return !stuck_;
}

void SerialPort::write_polled(const char* text, usize length) {
    for (usize at = 0; at < length && wait_for_transmitter();)
        for (u32 i = 0; i < burst_ && at < length; i++) out(k_data, text[at++]);
}

void SerialPort::stop() {
    if (!present_) init(); // a panic before the channel was up
    started_ = false;
    while (present_ && used() && wait_for_transmitter())
        for (u32 i = 0; i < burst_ && used(); i++) out(k_data, pop());
}

void SerialPort::drain() {
    for (u32 i = 0; i < k_patience && present_ && !stuck_ && !(in(k_line_status)&k_status_idle); i++)
        arch::cpu_relax();
}

} // namespace alcove::exec
