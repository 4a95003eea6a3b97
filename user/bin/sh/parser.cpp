// SPDX-License-Identifier: MIT
// The shell's grammar: words, quotes, $?, # comments, < and > file, and | ; & && || between commands.
#include "parser.h"
#include <string.h>

namespace alcove::shell {

namespace {

bool is_space(char c) { return c == ' ' || c == '\t'; }
bool is_operator(char c) { return c && strchr("|;&<>", c); }

} // namespace

bool Parser::wrong(const char* why) {
    error_ = why;
    return false;
}

void Parser::put(char c) {
    if (text_length_ < static_cast<int>(sizeof text_)) text_[text_length_++] = c;
}

/// Behind an opening quote, up to and with the closing one.
bool Parser::quoted(const char*& at) {
    const char quote = *at++;
    for (; *at != quote; at++) {
        if (!*at) return wrong("a quote is not closed");
        if (quote == '"' && *at == '\\' && (at[1] == '"' || at[1] == '\\')) at++;
        if (quote == '"' && at[0] == '$' && at[1] == '?') {
            put(k_status_mark);
            at++;
        } else {
            put(*at);
        }
    }
    at++;
    return true;
}

bool Parser::word(const char*& at) {
    char* start = text_ + text_length_;
    while (*at && !is_space(*at) && !is_operator(*at)) {
        if (*at == '\'' || *at == '"') {
            if (!quoted(at)) return false;
        } else if (at[0] == '$' && at[1] == '?') {
            put(k_status_mark);
            at += 2;
        } else {
            if (*at == '\\' && at[1]) at++;
            put(*at++);
        }
    }
    put('\0');
    if (want_file_) {
        *want_file_ = start;
        want_file_ = nullptr;
        return true;
    }
    if (word_count_ >= k_max_words - 1) return wrong("too many words");
    words_[word_count_++] = start;
    return true;
}

bool Parser::end_command() {
    if (want_file_) return wrong("a file name is missing behind < or >");
    if (word_count_ == first_word_) return wrong("a command is missing");
    if (command_count_ == k_max_commands || word_count_ == k_max_words) return wrong("too many commands");
    commands_[command_count_++] = {words_ + first_word_, word_count_ - first_word_, input_, output_, append_};
    words_[word_count_++] = nullptr;
    first_word_ = word_count_;
    input_ = output_ = nullptr;
    append_ = false;
    return true;
}

bool Parser::end_pipeline(Connector after) {
    if (!end_command()) return false;
    if (pipeline_count_ == k_max_pipelines) return wrong("too many commands");
    pipelines_[pipeline_count_++] = {commands_ + first_command_, command_count_ - first_command_, after};
    first_command_ = command_count_;
    return true;
}

bool Parser::operator_at(const char*& at) {
    const char c = *at++;
    const bool twice = *at == c;
    switch (c) {
    case '<':
        want_file_ = &input_;
        return true;
    case '>':
        want_file_ = &output_;
        append_ = twice;
        if (twice) at++;
        return true;
    case ';':
        return end_pipeline(Connector::always);
    case '|':
        if (!twice) return end_command();
        at++;
        return end_pipeline(Connector::on_failure);
    default:
        if (!twice) return end_pipeline(Connector::background);
        at++;
        return end_pipeline(Connector::on_success);
    }
}

bool Parser::parse(const char* line) {
    text_length_ = word_count_ = command_count_ = pipeline_count_ = first_word_ = first_command_ = 0;
    want_file_ = nullptr;
    input_ = output_ = error_ = nullptr;
    append_ = false;
    if (strlen(line) >= k_max_line) return wrong("the line is too long");
    for (const char* at = line; *at;) {
        if (is_space(*at)) {
            at++;
        } else if (*at == '#') {
            break;
        } else if (!(is_operator(*at) ? operator_at(at) : word(at))) {
            return false;
        }
    }
    const bool open = word_count_ > first_word_ || command_count_ > first_command_ || want_file_;
    const bool expected =
        pipeline_count_ > 0 && (pipelines_[pipeline_count_ - 1].after == Connector::on_success ||
                                pipelines_[pipeline_count_ - 1].after == Connector::on_failure);
    return open || expected ? end_pipeline(Connector::always) : true;
}

} // namespace alcove::shell
