// SPDX-License-Identifier: MIT
// Reads one line from the terminal, with editing, history, search and completion.
#pragma once
#include "history.h"

namespace alcove::shell {

class LineEditor {
  public:
    explicit LineEditor(History& history) : history_(history) {}

    /// nullptr at the end of input (Ctrl-D on an empty line). "" when the line was given up (Ctrl-C).
    const char* read(const char* prompt);

  private:
    enum class Step { go_on, done, end };
    using Action = void (LineEditor::*)();
    struct Binding {
        int key;
        Action action;
    };
    static const Binding k_bindings[];

    int key();
    int escape_sequence();
    Step handle(int key);
    bool search();
    void insert(char c);
    void insert_text(const char* text);
    void erase(int from, int to);
    void replace(const char* text);
    void draw();
    void show_history(int number);

    void to_start();
    void to_end();
    void left();
    void right();
    void backspace();
    void delete_here();
    void kill_to_end();
    void kill_to_start();
    void kill_word();
    void clear_screen();
    void older();
    void newer();
    void complete_word();

    History& history_;
    const char* prompt_ = "";
    char line_[k_max_line];
    char unfinished_[k_max_line]; ///< what was typed before history was looked at
    int length_ = 0, cursor_ = 0;
    int history_at_ = 0;
    bool completed_ = false; ///< the last key was a completion that left a choice
};

} // namespace alcove::shell
