// SPDX-License-Identifier: MIT
// Running programs with their output in a pipe.
#include "tools/outside/command.h"
#include "tools/common/error.h"
#include <array>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace alcove::outside {
namespace {

std::string read_all(int fd) {
    std::string text;
    std::array<char, 8192> buffer;
    for (ssize_t n; (n = read(fd, buffer.data(), buffer.size())) > 0;)
        text.append(buffer.data(), static_cast<std::size_t>(n));
    return text;
}

pid_t start(const std::vector<std::string>& arguments, int output) {
    std::vector<char*> words;
    for (const std::string& word : arguments) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output, 1);
    posix_spawn_file_actions_adddup2(&actions, output, 2);
    pid_t pid = -1;
    const int error = posix_spawnp(&pid, words[0], &actions, nullptr, words.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) tools::fail("{}: {}", arguments[0], std::strerror(error));
    return pid;
}

} // namespace

CommandResult run_command(const std::vector<std::string>& arguments) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) tools::fail_errno("pipe");
    pid_t pid = -1;
    try {
        pid = start(arguments, ends[1]);
    } catch (...) {
        close(ends[0]);
        close(ends[1]);
        throw;
    }
    close(ends[1]);
    CommandResult result{0, read_all(ends[0])};
    close(ends[0]);
    int status = 0;
    if (waitpid(pid, &status, 0) < 0) tools::fail_errno("waitpid");
    result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return result;
}

std::vector<std::string> split_words(const std::string& text) {
    std::vector<std::string> words;
    std::string word;
    bool begun = false;
    char quote = 0;
    for (std::size_t i = 0; i < text.size(); i++) {
        const char c = text[i];
        if (quote != 0) {
            if (c == quote)
                quote = 0;
            else
                word += c == '\\' && quote == '"' && i + 1 < text.size() ? text[++i] : c;
        } else if (c == '\'' || c == '"') {
            quote = c;
            begun = true;
        } else if (c == ' ' || c == '\t' || c == '\n' || (c == '\\' && text[i + 1] == '\n')) {
            if (begun) words.push_back(std::move(word));
            word.clear();
            begun = false;
        } else {
            word += c == '\\' && i + 1 < text.size() ? text[++i] : c;
            begun = true;
        }
    }
    if (begun) words.push_back(std::move(word));
    return words;
}

} // namespace alcove::outside
