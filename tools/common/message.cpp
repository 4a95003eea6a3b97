// SPDX-License-Identifier: MIT
// Reading the fields of control-channel messages and replies.
#include "tools/common/machine.h"

namespace alcove::tools {

std::string Message::event() const { return text("event"); }

std::string Message::text(const char* field, const std::string& otherwise) const {
    const auto it = json.find(field);
    if (it == json.end()) return otherwise;
    return it->is_string() ? it->get<std::string>() : it->dump();
}

double Message::number(const char* field, double otherwise) const {
    const auto it = json.find(field);
    return it != json.end() && it->is_number() ? it->get<double>() : otherwise;
}

Json Reply::merged() const {
    Json all = Json::object();
    for (const Json& line : lines) all.update(line);
    return all;
}

std::string Reply::report() const {
    std::string all;
    for (const Json& line : lines)
        if (line.contains("report") && line["report"].is_string()) all += line["report"].get<std::string>();
    return all;
}

MessageTest event_is(std::string name) {
    return [name = std::move(name)](const Message& m) { return m.event() == name; };
}

} // namespace alcove::tools
