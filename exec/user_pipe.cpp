// SPDX-License-Identifier: MIT
// Pipes: a bounded buffer between two programs of the shell's pipeline.
#include "exec/sync.h"
#include "exec/user_file.h"
#include <algorithm>
#include <new>

namespace alcove::exec {

namespace {

constexpr u32 k_pipe_bytes = 4096;

/// The buffer that both ends share; it goes with the last of them.
class Pipe {
  public:
    Result<u32> read(u8* to, u32 size) {
        IrqGuard guard;
        if (size == 0) return 0u;
        const WakeReason why = wait_until(
            readers_, [this] { return count_ > 0 || !write_open_; }, k_forever, true);
        if (why != WakeReason::woken) return Error::interrupted;
        const u32 n = std::min(size, count_);
        for (u32 i = 0; i < n; i++) to[i] = bytes_[(start_ + i) % k_pipe_bytes];
        start_ = (start_ + n) % k_pipe_bytes;
        count_ -= n;
        writers_.wake_all();
        poll_changed();
        return n;
    }

    Result<u32> write(const u8* from, u32 size) {
        IrqGuard guard;
        const WakeReason why = wait_until(
            writers_, [this] { return count_ < k_pipe_bytes || !read_open_; }, k_forever, true);
        if (why != WakeReason::woken) return Error::interrupted;
        if (!read_open_) return Error::pipe;
        const u32 n = std::min(size, k_pipe_bytes - count_);
        for (u32 i = 0; i < n; i++) bytes_[(start_ + count_ + i) % k_pipe_bytes] = from[i];
        count_ += n;
        readers_.wake_all();
        poll_changed();
        return n;
    }

    void close(bool writer) {
        bool last;
        {
            IrqGuard guard;
            (writer ? write_open_ : read_open_) = false;
            readers_.wake_all();
            writers_.wake_all();
            poll_changed();
            last = !write_open_ && !read_open_;
        }
        if (last) delete this;
    }

    u32 count() const { return count_; }

    u32 ready(bool writer) {
        IrqGuard guard;
        if (writer)
            return (count_ < k_pipe_bytes ? u32{ALCOVE_POLL_OUT} : 0) |
                   (read_open_ ? 0 : u32{ALCOVE_POLL_ERROR});
        return (count_ ? u32{ALCOVE_POLL_IN} : 0) | (write_open_ ? 0 : u32{ALCOVE_POLL_HANGUP});
    }

  private:
    bool read_open_ = true, write_open_ = true;
    u32 start_ = 0, count_ = 0;
    WaitQueue readers_, writers_;
    u8 bytes_[k_pipe_bytes];
};

class PipeEnd final : public File {
  public:
    PipeEnd(Pipe& pipe, bool writer) : pipe_(pipe), writer_(writer) {}
    Result<u32> read(u8* to, u32 size) override {
        return writer_ ? Result<u32>(Error::bad_descriptor) : pipe_.read(to, size);
    }
    Result<u32> write(const u8* from, u32 size) override {
        return writer_ ? pipe_.write(from, size) : Result<u32>(Error::bad_descriptor);
    }
    Result<void> stat(alcove_stat& status) override {
        status = {ALCOVE_PIPE, pipe_.count(), 0, 0};
        return {};
    }
    Result<u32> poll(bool) override { return pipe_.ready(writer_); }

  private:
    ~PipeEnd() override { pipe_.close(writer_); }
    Pipe& pipe_;
    bool writer_;
};

} // namespace

Result<PipeEnds> pipe_create() {
    Pipe* pipe = new (std::nothrow) Pipe;
    if (!pipe) return Error::no_memory;
    File* reader = new (std::nothrow) PipeEnd(*pipe, false);
    File* writer = reader ? new (std::nothrow) PipeEnd(*pipe, true) : nullptr;
    if (!writer) {
        pipe->close(true);
        if (reader)
            reader->unref();
        else
            pipe->close(false);
        return Error::no_memory;
    }
    return PipeEnds{reader, writer};
}

} // namespace alcove::exec
