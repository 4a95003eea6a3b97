// SPDX-License-Identifier: MIT
// A bundle of modules from outside: a folder with their objects and a driver.conf.
#pragma once
#include "tools/outside/object.h"
#include <map>
#include <string>
#include <vector>

namespace alcove::outside {

/// A module's name and what its object says.
using Modules = std::map<std::string, outside::ObjectFacts>;

/// The class by what the modules register, or "" when nothing tells.
std::string guess_class(const Modules& modules);

/// Names ordered so that those that define what others import come first.
std::vector<std::string> load_order(const Modules& modules);

/// A driver.conf for people to adjust: facts as keys, guesses and hints as comments.
std::string write_conf(const Modules& modules);

/// What `modules` import that neither they nor `offered` define.
std::set<std::string> unresolved(const Modules& modules, const std::set<std::string>& offered);

} // namespace alcove::outside
