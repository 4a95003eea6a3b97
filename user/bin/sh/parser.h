// SPDX-License-Identifier: MIT
// Cuts a command line into pipelines of commands.
#pragma once

namespace alcove::shell {

constexpr int k_max_line = 512;
constexpr int k_max_words = 128; ///< of a whole line, with the ends of their lists
constexpr int k_max_commands = 32;
constexpr int k_max_pipelines = 16;

struct Command {
    char** words; ///< up to nullptr
    int count;
    const char* input;  ///< file after '<', or nullptr
    const char* output; ///< file after '>' or '>>', or nullptr
    bool append;        ///< it was '>>'
};

constexpr char k_status_mark = 1; ///< stands for $?, whose value is known only when the command runs

/// When the pipeline behind it runs.
enum class Connector : char { always = ';', background = '&', on_success = 'a', on_failure = 'o' };

struct Pipeline {
    Command* commands;
    int count;
    Connector after; ///< what follows it
};

/// A parsed line; it owns the text.
class Parser {
  public:
    /// False when the line is wrong; error() says how. A $? becomes k_status_mark in its word.
    bool parse(const char* line);
    const char* error() const { return error_; }
    int count() const { return pipeline_count_; }
    const Pipeline& pipeline(int i) const { return pipelines_[i]; }

  private:
    bool word(const char*& at);
    bool quoted(const char*& at);
    bool operator_at(const char*& at);
    bool end_command();
    bool end_pipeline(Connector after);
    bool wrong(const char* why);
    void put(char c);

    char text_[k_max_line * 2];
    int text_length_;
    char* words_[k_max_words];
    int word_count_;
    Command commands_[k_max_commands];
    int command_count_;
    Pipeline pipelines_[k_max_pipelines];
    int pipeline_count_;
    int first_word_, first_command_; ///< of what is being built
    const char** want_file_;         ///< '<' or '>' was read: where its file goes, or nullptr
    const char *input_, *output_;
    bool append_;
    const char* error_;
};

} // namespace alcove::shell
