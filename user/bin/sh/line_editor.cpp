// SPDX-License-Identifier: MIT
// The line editor: keys to actions by a table, one screen line, scrolled sideways when it is too long.
#include "line_editor.h"
#include "completion.h"
#include "exec/abi/stubs.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

namespace alcove::shell {

namespace {

constexpr int k_columns = 80;
constexpr int control(char c) { return c & 31; }

/// Keys beyond characters.
enum Key { k_end_of_input = -1, k_up = 256, k_down, k_right, k_left, k_home, k_end, k_delete, k_unknown };
constexpr int k_escape = 27, k_rubout = 127;

void set_terminal(unsigned flags) {
    sys_ioctl(STDIN_FILENO, ALCOVE_IOCTL_TTY_SET, reinterpret_cast<unsigned>(&flags));
}

void put(const char* text, int length) { write(STDOUT_FILENO, text, static_cast<size_t>(length)); }
void put(const char* text) { put(text, static_cast<int>(strlen(text))); }

} // namespace

const LineEditor::Binding LineEditor::k_bindings[] = {
    {control('A'), &LineEditor::to_start},    {k_home, &LineEditor::to_start},
    {control('E'), &LineEditor::to_end},      {k_end, &LineEditor::to_end},
    {control('B'), &LineEditor::left},        {k_left, &LineEditor::left},
    {control('F'), &LineEditor::right},       {k_right, &LineEditor::right},
    {control('H'), &LineEditor::backspace},   {k_rubout, &LineEditor::backspace},
    {control('K'), &LineEditor::kill_to_end}, {control('U'), &LineEditor::kill_to_start},
    {control('W'), &LineEditor::kill_word},   {control('L'), &LineEditor::clear_screen},
    {control('P'), &LineEditor::older},       {k_up, &LineEditor::older},
    {control('N'), &LineEditor::newer},       {k_down, &LineEditor::newer},
    {k_delete, &LineEditor::delete_here},     {control('I'), &LineEditor::complete_word},
};

int LineEditor::key() {
    unsigned char c;
    if (::read(STDIN_FILENO, &c, 1) != 1) return k_end_of_input;
    return c == k_escape ? escape_sequence() : c;
}

/// ESC [ letter, ESC O letter, ESC [ number ~ (ECMA-48; VT100 and VT220 key codes).
int LineEditor::escape_sequence() {
    unsigned char c;
    if (::read(STDIN_FILENO, &c, 1) != 1) return k_end_of_input;
    if (c != '[' && c != 'O') return k_unknown;
    int number = 0;
    for (;;) {
        if (::read(STDIN_FILENO, &c, 1) != 1) return k_end_of_input;
        if (c >= '0' && c <= '9') {
            number = number * 10 + (c - '0');
        } else if (c != ';') {
            break;
        }
    }
    switch (c) {
    case 'A':
        return k_up;
    case 'B':
        return k_down;
    case 'C':
        return k_right;
    case 'D':
        return k_left;
    case 'H':
        return k_home;
    case 'F':
        return k_end;
    case '~':
        break;
    default:
        return k_unknown;
    }
    switch (number) {
    case 1:
    case 7:
        return k_home;
    case 4:
    case 8:
        return k_end;
    case 3:
        return k_delete;
    default:
        return k_unknown;
    }
}

/// Rewrites the line: prompt, the part around the cursor, and the cursor in its place.
void LineEditor::draw() {
    const int prompt = static_cast<int>(strlen(prompt_));
    const int room = k_columns - prompt - 1;
    const int first = cursor_ > room ? cursor_ - room : 0;
    const int shown = length_ - first < room ? length_ - first : room;
    put("\r");
    put(prompt_);
    put(line_ + first, shown);
    char tail[24];
    sniprintf(tail, sizeof tail, "\x1b[K\r\x1b[%dC", prompt + cursor_ - first);
    put(tail);
}

void LineEditor::insert(char c) {
    if (length_ == k_max_line - 1) return;
    memmove(line_ + cursor_ + 1, line_ + cursor_, static_cast<size_t>(length_ - cursor_ + 1));
    line_[cursor_++] = c;
    length_++;
    const bool simple = cursor_ == length_ && static_cast<int>(strlen(prompt_)) + length_ < k_columns - 1;
    if (simple) {
        put(&c, 1);
    } else {
        draw();
    }
}

void LineEditor::insert_text(const char* text) {
    for (; *text; text++) insert(*text);
}

void LineEditor::erase(int from, int to) {
    if (from >= to) return;
    memmove(line_ + from, line_ + to, static_cast<size_t>(length_ - to + 1));
    length_ -= to - from;
    cursor_ = from;
    draw();
}

void LineEditor::replace(const char* text) {
    strlcpy(line_, text, sizeof line_);
    length_ = cursor_ = static_cast<int>(strlen(line_));
    draw();
}

void LineEditor::to_start() { cursor_ = 0, draw(); }
void LineEditor::to_end() { cursor_ = length_, draw(); }
void LineEditor::left() {
    if (cursor_ > 0) cursor_--, draw();
}
void LineEditor::right() {
    if (cursor_ < length_) cursor_++, draw();
}
void LineEditor::backspace() {
    if (cursor_ > 0) erase(cursor_ - 1, cursor_);
}
void LineEditor::delete_here() {
    if (cursor_ < length_) erase(cursor_, cursor_ + 1);
}
void LineEditor::kill_to_end() { erase(cursor_, length_); }
void LineEditor::kill_to_start() { erase(0, cursor_); }
void LineEditor::kill_word() {
    int from = cursor_;
    while (from > 0 && line_[from - 1] == ' ') from--;
    while (from > 0 && line_[from - 1] != ' ') from--;
    erase(from, cursor_);
}
void LineEditor::clear_screen() {
    put("\x1b[2J\x1b[H");
    draw();
}

/// History lines are numbered; the number behind the last is the line being written.
void LineEditor::show_history(int number) {
    if (number < 0 || number > history_.count()) return;
    if (history_at_ == history_.count()) strlcpy(unfinished_, line_, sizeof unfinished_);
    history_at_ = number;
    replace(number == history_.count() ? unfinished_ : history_.at(number));
}
void LineEditor::older() { show_history(history_at_ - 1); }
void LineEditor::newer() { show_history(history_at_ + 1); }

void LineEditor::complete_word() {
    Completion completion;
    completion.find(line_, cursor_);
    if (*completion.added()) {
        insert_text(completion.added());
    } else if (completion.count() > 1 && completed_) {
        put("\n");
        completion.print();
        draw();
    }
    completed_ = completion.count() > 1;
}

/// Ctrl-R: each key narrows the search, Ctrl-R goes further back. False: the line was given up.
bool LineEditor::search() {
    char text[64] = "";
    int found = history_.count();
    for (;;) {
        const char* match = found >= 0 && found < history_.count() ? history_.at(found) : "";
        put("\r\x1b[K(search) '");
        put(text);
        put("': ");
        put(match);
        const int c = key();
        const size_t n = strlen(text);
        if (c == control('R')) {
            if (found > 0) found = history_.find(text, found);
        } else if (c == control('H') || c == k_rubout) {
            if (n > 0) text[n - 1] = '\0';
            found = history_.find(text, history_.count());
        } else if (c >= ' ' && c < k_rubout && n < sizeof text - 1) {
            text[n] = static_cast<char>(c);
            text[n + 1] = '\0';
            found = history_.find(text, found < history_.count() ? found + 1 : found);
        } else {
            if (c != control('C') && c != control('G') && *match) strlcpy(line_, match, sizeof line_);
            replace(line_);
            return handle(c == control('C') || c == control('G') ? k_unknown : c) != Step::go_on;
        }
    }
}

LineEditor::Step LineEditor::handle(int c) {
    switch (c) {
    case '\r':
    case '\n':
        return Step::done;
    case control('C'):
        line_[0] = '\0';
        put("^C");
        return Step::done;
    case k_end_of_input:
        return Step::end;
    case control('D'):
        if (length_ == 0) return Step::end;
        delete_here();
        return Step::go_on;
    case control('R'):
        return search() ? Step::done : Step::go_on;
    }
    for (const Binding& b : k_bindings) {
        if (b.key != c) continue;
        (this->*b.action)();
        return Step::go_on;
    }
    if (c >= ' ' && c < 256) insert(static_cast<char>(c));
    return Step::go_on;
}

const char* LineEditor::read(const char* prompt) {
    prompt_ = prompt;
    length_ = cursor_ = 0;
    line_[0] = '\0';
    completed_ = false;
    history_at_ = history_.count();
    set_terminal(ALCOVE_TTY_RAW);
    put(prompt_);
    sys_ready(); // counts once: now the user can type
    Step step = Step::go_on;
    while (step == Step::go_on) {
        const int c = key();
        if (c != control('I')) completed_ = false;
        step = handle(c);
    }
    put("\n");
    set_terminal(0);
    return step == Step::end ? nullptr : line_;
}

} // namespace alcove::shell
