// SPDX-License-Identifier: MIT
// Lays a module out by the loader's own code, to find functions in it.
#include "tools/bench/module_text.h"
#include "lib/elf_module.h"
#include "tools/common/error.h"
#include "tools/common/temp_dir.h"
#include <vector>

namespace alcove::bench {

ModuleText::ModuleText(std::string name, const std::string& path, std::uint32_t start, std::uint32_t end)
    : name_(std::move(name)), file_(tools::read_file(path)), start_(start), end_(end),
      elf_(std::make_unique<ElfModule>()) {
    if (!elf_->parse({reinterpret_cast<const u8*>(file_.data()), file_.size()}))
        tools::fail("{}: {}", path, elf_->message());
    if (elf_->text_size() != end - start)
        tools::fail("{} has {} bytes of text, the guest's {} has {}: build anew", path, elf_->text_size(),
                    name_, end - start);
    std::vector<u8> text(elf_->text_size()), data(elf_->data_size());
    elf_->place(start, start, text.data(), data.data());
}

ModuleText::~ModuleText() = default;

std::string ModuleText::function_of(std::uint32_t address) const {
    return name_ + ":" + std::string(elf_->nearest_function(address).name);
}

} // namespace alcove::bench
