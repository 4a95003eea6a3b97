// SPDX-License-Identifier: MIT
// From the lines of `trace dump` to the JSON trace format that ui.perfetto.dev and chrome://tracing read.
#pragma once
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace alcove::trace {

using Json = nlohmann::json;

/// Tracks: process 1 is the executive, with its threads and the steps of recovery; each domain is a process,
/// with the threads that are inside it; process 0 is the processor, with the thread that runs (only when
/// switches were recorded). Upcalls, services and steps are slices; interrupts, faults and failures instants.
class Perfetto {
  public:
    /// One line of the dump; others (events, answers) are passed over.
    void add(const Json& line) {
        const std::string kind = line.is_object() ? line.value("trace", "") : "";
        if (kind == "thread") thread_names_[line.value("tid", 0)] = line.value("name", "");
        if (!line.contains("ns") || !line.contains("ph")) return;
        last_us_ = line["ns"].get<double>() / 1000;
        if (kind == "switch")
            run(line);
        else if (kind == "upcall" || kind == "service")
            crossing(line, kind);
        else if (kind == "step")
            slice(line, k_executive, kind, {{"domain", line.value("domain", "")}});
        else if (kind == "interrupt")
            instant(line, k_executive, "t", "interrupt " + name_of(line));
        else if (kind == "fault")
            instant(line, inside(line), "t", "fault " + name_of(line));
        else if (kind == "failure")
            instant(line, process_of(line.value("domain", "")), "p", "failure: " + name_of(line));
    }

    /// The whole, with what was still open closed at the end.
    Json finish() {
        while (!open_.empty()) {
            auto& [track, stack] = *open_.begin();
            while (!stack.empty()) close(track, last_us_, Json::object());
            open_.erase(open_.begin());
        }
        if (running_ >= 0) end_run(last_us_);
        Json events = Json::array();
        name_process(events, k_executive, "executive", 1);
        if (ran_) name_process(events, k_processor, "processor", 0);
        for (const auto& [name, pid] : domains_) name_process(events, pid, "domain " + name, pid);
        thread_names_[0] = "running thread"; // of the processor's one track
        for (const auto& [track, unused] : tracks_)
            events.push_back({{"ph", "M"},
                              {"name", "thread_name"},
                              {"pid", track.first},
                              {"tid", track.second},
                              {"args", {{"name", thread_name(track.second)}}}});
        for (Json& e : events_) events.push_back(std::move(e));
        return {{"traceEvents", std::move(events)}, {"displayTimeUnit", "ns"}};
    }

    /// Ends without a begin: the ring had lost it.
    unsigned orphans() const { return orphans_; }
    std::size_t events() const { return events_.size(); }

  private:
    static constexpr int k_processor = 0, k_executive = 1;
    using Track = std::pair<int, int>; ///< process, thread

    static std::string name_of(const Json& line) {
        return line.contains("name") ? line["name"].get<std::string>()
                                     : std::to_string(line.value("number", 0));
    }
    static std::string hex(const Json& line) {
        char text[16];
        std::snprintf(text, sizeof text, "0x%08x", line.value("value", 0u));
        return text;
    }
    std::string thread_name(int tid) const {
        const auto it = thread_names_.find(tid);
        return it == thread_names_.end() ? "thread " + std::to_string(tid) : it->second;
    }
    int process_of(const std::string& domain) {
        if (domain.empty()) return k_executive;
        const auto [it, fresh] =
            domains_.try_emplace(domain, k_executive + 1 + static_cast<int>(domains_.size()));
        return it->second;
    }
    /// The domain that the line's thread is inside of, or the executive.
    int inside(const Json& line) const {
        for (const auto& [track, stack] : open_)
            if (track.second == line.value("tid", 0) && track.first != k_executive && !stack.empty())
                return track.first;
        return k_executive;
    }

    Json& put(const char* phase, Track track, const std::string& name, double us) {
        tracks_[track] = true;
        events_.push_back(
            {{"ph", phase}, {"name", name}, {"pid", track.first}, {"tid", track.second}, {"ts", us}});
        return events_.back();
    }
    void instant(const Json& line, int pid, const char* scope, const std::string& name) {
        Json& e = put("i", {pid, line.value("tid", 0)}, name, last_us_);
        e["s"] = scope;
        e["args"] = {{"at", hex(line)}};
    }
    void slice(const Json& line, int pid, const std::string& kind, Json args) {
        const Track track{pid, line.value("tid", 0)};
        if (line["ph"] == "B") {
            args[kind == "step" ? "generation" : "argument"] =
                kind == "step" ? Json(line.value("value", 0)) : Json(hex(line));
            Json& e = put("B", track, name_of(line), last_us_);
            e["cat"] = kind;
            e["args"] = std::move(args);
            open_[track].push_back(name_of(line));
        } else {
            end(line, track, kind);
        }
    }
    /// Ends the innermost slice of that name; what is still open inside it was left by unwinding.
    void end(const Json& line, Track track, const std::string& kind) {
        std::vector<std::string>& stack = open_[track];
        std::size_t depth = stack.size();
        while (depth > 0 && stack[depth - 1] != name_of(line)) --depth;
        if (depth == 0) {
            ++orphans_;
            return;
        }
        while (stack.size() > depth) close(track, last_us_, {{"unwound", true}});
        close(track, last_us_,
              kind == "step" ? Json::object() : Json{{"result", static_cast<int>(line.value("value", 0u))}});
    }
    void close(Track track, double us, Json args) {
        Json& e = put("E", track, open_[track].back(), us);
        e["args"] = std::move(args);
        open_[track].pop_back();
    }
    void crossing(const Json& line, const std::string& kind) {
        const int pid = process_of(line.value("domain", ""));
        if (line["ph"] == "i")
            instant(line, pid, "t", name_of(line));
        else
            slice(line, pid, kind, Json::object());
    }

    // --- which thread runs ---
    void run(const Json& line) {
        if (running_ >= 0) end_run(last_us_);
        ran_ = true;
        running_ = line.value("value", 0);
        since_us_ = last_us_;
    }
    void end_run(double us) {
        Json& e = put("X", {k_processor, 0}, thread_name(running_), since_us_);
        e["dur"] = us - since_us_;
        running_ = -1;
    }

    static void name_process(Json& events, int pid, const std::string& name, int index) {
        events.push_back({{"ph", "M"}, {"name", "process_name"}, {"pid", pid}, {"args", {{"name", name}}}});
        events.push_back(
            {{"ph", "M"}, {"name", "process_sort_index"}, {"pid", pid}, {"args", {{"sort_index", index}}}});
    }

    std::vector<Json> events_;
    std::map<Track, std::vector<std::string>> open_;
    std::map<Track, bool> tracks_;
    std::map<int, std::string> thread_names_;
    std::map<std::string, int> domains_;
    double last_us_ = 0, since_us_ = 0;
    int running_ = -1;
    bool ran_ = false;
    unsigned orphans_ = 0;
};

} // namespace alcove::trace
