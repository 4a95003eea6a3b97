// SPDX-License-Identifier: MIT
// The two serial ports (16550 UARTs): polled until interrupts run, then buffered both ways.
#pragma once
#include "lib/result.h"

namespace alcove::exec {

constexpr u32 k_serial_ring = 16384; ///< bytes of output that wait for a port; a power of two

class SerialPort {
  public:
    /// Called for each received byte, in interrupt context.
    using Receiver = void (*)(u8 byte);

    constexpr SerialPort(u16 base, u8 line, u8 index) : base_(base), line_(line), index_(index) {}

    /// Sets 115200 8N1 with FIFOs; output is polled from now on. Returns whether a UART answers.
    bool init();
    /// Receives by interrupt and sends from a buffer from now on. Needs irq_attach and threads.
    Result<void> start(Receiver receiver);
    bool present() const { return present_; }

    /// Sends `length` bytes (at most half of k_serial_ring) whole or not at all; never mixed with others'.
    /// Waits up to `timeout_ms` for room if the caller may sleep, else not at all. Any context.
    bool write(const char* text, usize length, u32 timeout_ms);
    /// Sends what is buffered, and polls from now on, because the machine is about to stop: a port that
    /// does not move is given up. Any context, interrupts off.
    void stop();
    /// From now on what is written is dropped. Thread context.
    void silence() { silent_ = true; }
    /// Waits until the last bit has left. Any context, interrupts off.
    void drain();
    /// Bytes that found no room since boot.
    u32 dropped() const { return dropped_; }

  private:
    static bool interrupt(u8 line, void* self);
    bool handle_interrupt();
    void receive();
    void fill();
    void set_transmit_interrupt(bool on);
    bool wait_for_transmitter();
    void write_polled(const char* text, usize length);
    void push(const char* text, usize length);
    u8 pop();
    u32 used() const { return head_ - tail_; }
    u32 room() const { return k_serial_ring - used(); }
    u8 in(u16 reg) const;
    void out(u16 reg, u8 value) const;

    u16 base_;
    u8 line_;
    u8 index_;
    bool present_ = false;
    bool started_ = false;
    bool stuck_ = false;
    bool silent_ = false;
    bool transmit_interrupt_ = false;
    u8 burst_ = 1;
    Receiver receiver_ = nullptr;
    u32 head_ = 0, tail_ = 0; ///< of ring_, running freely
    u32 dropped_ = 0;
    char ring_[k_serial_ring] = {};
};

/// COM1, the console.
extern SerialPort serial_console;
/// COM2, the control channel.
extern SerialPort serial_control;

} // namespace alcove::exec
