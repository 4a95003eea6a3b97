// SPDX-License-Identifier: MIT
// What a word at the cursor may become: programs and built-ins in the first place, files elsewhere.
#pragma once

namespace alcove::shell {

class Completion {
  public:
    ~Completion();
    void find(const char* line, int cursor);
    /// Text to insert at the cursor; "" when nothing is certain.
    const char* added() const { return added_; }
    int count() const { return count_; }
    void print() const;

  private:
    struct Candidate {
        char name[64];
        bool directory;
    };
    void consider(const char* name, bool directory);
    void consider_folder(const char* folder);
    void decide();

    Candidate* candidates_ = nullptr;
    int count_ = 0, room_ = 0;
    char prefix_[64];
    char added_[66] = "";
};

} // namespace alcove::shell
