// SPDX-License-Identifier: MIT
// Reads ustar archives (POSIX.1-1988, IEEE 1003.1 "ustar Interchange Format") and trusts nothing in them.
#pragma once
#include "lib/command_words.h"
#include <span>

namespace alcove {

/// One file or directory. `name` lies in the TarReader that gave it and changes with its next entry.
struct TarEntry {
    const char* name; ///< without a leading "./" and without trailing slashes; "" for the root itself
    bool directory;
    const u8* data;
    u32 size;
    u32 mode;     ///< permission bits
    u32 modified; ///< seconds since 1970
};

/// Goes through an archive from its start. Entries of other kinds (links, devices, extended headers) are
/// passed over.
class TarReader {
  public:
    explicit TarReader(std::span<const u8> archive) : archive_(archive) {}

    /// The next entry; false at the end of the archive, or when it is damaged: see damaged().
    bool next(TarEntry& entry) {
        while (!message_) {
            if (offset_ >= archive_.size()) return fail("truncated: no end of archive");
            if (archive_.size() - offset_ < k_block) return fail("truncated in a header");
            const u8* header = archive_.data() + offset_;
            if (is_zero(header)) return false;
            if (const char* wrong = check(header)) return fail(wrong);
            u32 size = 0;
            if (!number(header + 124, 12, size)) return fail("size is no number");
            const char kind = static_cast<char>(header[156]);
            const bool has_data = kind != '1' && kind != '2' && kind != '5';
            const usize rest = archive_.size() - offset_ - k_block;
            if (has_data && size > rest) return fail("truncated: contents lie outside the archive");
            if (!name_from(header)) return fail("name is too long, absolute, or contains \"..\"");
            const usize padded = has_data ? (usize{size} + k_block - 1) / k_block * k_block : 0;
            offset_ += k_block + (padded < rest ? padded : rest);
            if (kind != '0' && kind != 0 && kind != '5') continue;
            entry = {name_, kind == '5', header + k_block, kind == '5' ? 0 : size, 0, 0};
            if (!number(header + 100, 8, entry.mode) || !number(header + 136, 12, entry.modified))
                return fail("mode or time is no number");
            return true;
        }
        return false;
    }

    /// Did next() end because of damage? message() says which.
    bool damaged() const { return message_ != nullptr; }
    const char* message() const { return message_ ? message_ : ""; }

  private:
    static constexpr usize k_block = 512;
    static constexpr usize k_longest = 256; ///< prefix (155), slash, name (100)

    bool fail(const char* why) {
        message_ = why;
        return false;
    }
    static bool is_zero(const u8* block) {
        for (usize i = 0; i < k_block; ++i)
            if (block[i] != 0) return false;
        return true;
    }
    static const char* check(const u8* header) {
        if (std::string_view(reinterpret_cast<const char*>(header + 257), 5) != "ustar")
            return "not a ustar archive";
        u32 stored = 0, sum = 0;
        for (usize i = 0; i < k_block; ++i) sum += i >= 148 && i < 156 ? ' ' : header[i];
        if (!number(header + 148, 8, stored) || stored != sum) return "wrong checksum of a header";
        return nullptr;
    }
    /// Octal, ended by NUL or space or the field's end. What does not fit into 32 bits is refused.
    static bool number(const u8* field, usize width, u32& value) {
        u64 n = 0;
        usize i = 0;
        while (i < width && field[i] == ' ') ++i;
        for (; i < width && field[i] != 0 && field[i] != ' '; ++i) {
            if (field[i] < '0' || field[i] > '7') return false;
            n = n * 8 + (field[i] - '0');
            if (n > 0xFFFFFFFF) return false;
        }
        value = static_cast<u32>(n);
        return true;
    }
    static std::string_view text(const u8* field, usize width) {
        const auto* s = reinterpret_cast<const char*>(field);
        usize n = 0;
        while (n < width && s[n] != 0) ++n;
        return {s, n};
    }

    bool name_from(const u8* header) {
        usize n = 0;
        const std::string_view prefix = text(header + 345, 155), name = text(header, 100);
        if (!prefix.empty()) n = append(append(0, prefix), "/");
        n = append(n, name);
        while (n > 0 && name_[n - 1] == '/') --n;
        name_[n] = 0;
        std::string_view all(name_, n);
        usize skip = 0;
        while (after(all, skip).starts_with("./")) skip += 2;
        if (after(all, skip) == ".") ++skip;
        for (usize i = skip; i <= n; ++i) name_[i - skip] = name_[i];
        return safe({name_, n - skip});
    }
    usize append(usize n, std::string_view s) {
        for (char c : s) name_[n++] = c;
        return n;
    }
    static bool safe(std::string_view path) {
        if (path.starts_with('/')) return false;
        while (!path.empty()) {
            const usize slash = path.find('/');
            if (path.substr(0, slash) == "..") return false;
            if (slash == std::string_view::npos) break;
            path.remove_prefix(slash + 1);
        }
        return true;
    }

    std::span<const u8> archive_;
    usize offset_ = 0;
    const char* message_ = nullptr;
    char name_[k_longest + 1] = {};
};

/// Looks one path up; false when it isn't there, or lies behind damage.
inline bool tar_find(std::span<const u8> archive, std::string_view path, TarEntry& entry) {
    TarReader reader(archive);
    while (reader.next(entry))
        if (path == entry.name) {
            entry.name = ""; // it lay in the reader
            return true;
        }
    return false;
}

} // namespace alcove
